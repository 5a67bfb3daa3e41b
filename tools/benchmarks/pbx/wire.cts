import type { WhisperRequest } from './orders.cts';

/** What a client without our node writes: manual, "Whisper monitor". */
export function whisperPath(token: string): string {
	return `/api/v0.0.1/extension/whisper?token=${token}&type=json`;
}

export function whisperBody({ supervisor, agent }: WhisperRequest): Record<string, string> {
	return { whisperer: supervisor, whisperedext: agent };
}
