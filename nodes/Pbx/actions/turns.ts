/** Whose turn it is: so many items at a time, and those that share a name in input order. */
export class Turns {
	/** The end of the newest item with this name. */
	private readonly ends = new Map<string, Promise<unknown>>();
	private readonly waiting: Array<() => void> = [];
	private free: number;

	constructor(private readonly atATime: number) {
		this.free = atATime;
	}

	/** Does the work of an item when it is its turn. Items come here in input order. */
	async take<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
		// The empty name is everybody's.
		const all = this.atATime === 1 ? [''] : names;
		const before = all.map((name) => this.ends.get(name));
		const done = this.after(before, work);
		for (const name of all) this.ends.set(name, done);
		return await done;
	}

	/** Lets other items go on while this one only waits; one at a time means that none does. */
	async aside<T>(wait: () => Promise<T>): Promise<T> {
		if (this.atATime === 1) return await wait();
		this.leavePlace();
		try {
			return await wait();
		} finally {
			await this.takePlace();
		}
	}

	private async after<T>(
		before: ReadonlyArray<Promise<unknown> | undefined>,
		work: () => Promise<T>,
	): Promise<T> {
		await Promise.allSettled(before);
		await this.takePlace();
		try {
			return await work();
		} finally {
			this.leavePlace();
		}
	}

	private async takePlace(): Promise<void> {
		if (this.free > 0) {
			this.free -= 1;
			return;
		}
		await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	private leavePlace(): void {
		const next = this.waiting.shift();
		if (next) next();
		else this.free += 1;
	}
}
