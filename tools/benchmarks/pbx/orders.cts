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
