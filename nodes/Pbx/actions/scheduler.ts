/** Whose turn it is: so many items at a time, and those that share a name in input order. */
export class ItemScheduler {
	/** The newest item of each name that is not done. */
	private readonly lockedBy = new Map<string, Promise<void>>();
	private readonly waiting: Array<() => void> = [];
	private free: number;

	constructor(private readonly atATime: number) {
		this.free = atATime;
	}

	/**
	 * Does the work of all items; results in input order. The names of an item are asked for when there
	 * is a place for it, and not before.
	 */
	async run<Item, Result>(
		items: readonly Item[],
		namesOf: (item: Item) => readonly string[],
		work: (item: Item) => Promise<Result>,
	): Promise<Result[]> {
		const results: Array<Promise<Result>> = [];
		for (const item of items) {
			// Those for whom there is a place begin in the same instant, and so share what they ask for.
			if (this.free > 0) this.free -= 1;
			else await this.nextSlot();
			results.push(this.runWhenFree(namesOf(item), async () => await work(item)));
		}
		return await Promise.all(results);
	}

	/** Lets other items go on while this one only waits; one at a time means that none does. */
	async yieldSlot<T>(wait: () => Promise<T>): Promise<T> {
		if (this.atATime === 1) return await wait();
		this.release();
		try {
			return await wait();
		} finally {
			await this.acquire();
		}
	}

	/** Begins with a place, and leaves it in the end. */
	private async runWhenFree<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
		const before = names
			.map((name) => this.lockedBy.get(name))
			.filter((each) => each !== undefined);
		const done = this.reserve(names);
		if (before.length > 0) await this.yieldSlot(async () => await Promise.all(before));
		try {
			return await work();
		} finally {
			done();
			this.release();
		}
	}

	/** Keeps later items with these names waiting, until the function that it gives is called. */
	private reserve(names: readonly string[]): () => void {
		let end = () => {};
		const ended = new Promise<void>((resolve) => (end = resolve));
		for (const name of names) this.lockedBy.set(name, ended);
		return () => {
			for (const name of names) if (this.lockedBy.get(name) === ended) this.lockedBy.delete(name);
			end();
		};
	}

	private async acquire(): Promise<void> {
		if (this.free > 0) this.free -= 1;
		else await this.nextSlot();
	}

	private async nextSlot(): Promise<void> {
		await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	private release(): void {
		const next = this.waiting.shift();
		if (next) next();
		else this.free += 1;
	}
}
