/** A whisper from a supervisor to an agent; an item of the workflow. */
export interface WhisperRequest {
	supervisor: string;
	agent: string;
}

/** Every request names two extensions of its own: no item has to wait for another one's phone. */
export function whisperRequests(count: number): WhisperRequest[] {
	return Array.from({ length: count }, (_, n) => ({
		supervisor: String(100_000 + n),
		agent: String(200_000 + n),
	}));
}

/** What a client without our node writes: manual, "Whisper monitor". */
export function whisperPath(token: string): string {
	return `/api/v0.0.1/extension/whisper?token=${token}&type=json`;
}

export function whisperBody({ supervisor, agent }: WhisperRequest): Record<string, string> {
	return { whisperer: supervisor, whisperedext: agent };
}
