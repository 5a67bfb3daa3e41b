/** ms between looks that grow apart, from the first to the last. */
export function* backoff(first: number, last: number): Generator<number, never> {
	for (let pause = first; ; pause = Math.min(pause * 1.5, last)) yield pause;
}
