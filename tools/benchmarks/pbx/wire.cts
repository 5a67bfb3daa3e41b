import type { Order } from './orders.cts';

/** What somebody writes who calls the API without our node: manual, "Whisper monitor". */
export function whisperPath(token: string): string {
	return `/api/v0.0.1/extension/whisper?token=${token}&type=json`;
}

export function whisperBody({ supervisor, agent }: Order): Record<string, string> {
	return { whisperer: supervisor, whisperedext: agent };
}
