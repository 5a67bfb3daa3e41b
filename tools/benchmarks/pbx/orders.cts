/** One supervisor who is to whisper to one agent; an item of the workflow. */
export interface Order {
	supervisor: string;
	agent: string;
}

/** Every order names two extensions of its own: no item has to wait for another one's phone. */
export function orders(count: number): Order[] {
	return Array.from({ length: count }, (_, n) => ({
		supervisor: String(100_000 + n),
		agent: String(200_000 + n),
	}));
}
