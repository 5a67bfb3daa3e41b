/** Numbers that depend on the seed alone (mulberry32). */
export class Random {
	constructor(private state: number) {}

	/** From 0 up to, but not including, 1. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	between(least: number, most: number): number {
		return least + this.next() * (most - least);
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	oneOf<T>(values: readonly [T, ...T[]]): T {
		return values[Math.floor(this.next() * values.length)] ?? values[0];
	}

	/** Another sequence: what one part of the program draws does not change what another gets. */
	fork(): Random {
		return new Random(Math.floor(this.next() * 2 ** 32));
	}
}
