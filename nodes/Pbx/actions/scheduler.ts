/** Runs so many items at the same time, and those that lock the same extension in input order. */
export class ItemScheduler {
	/** The newest unfinished item of each lock. */
	private readonly lockedBy = new Map<string, Promise<void>>();
	private readonly waiting: Array<() => void> = [];
	private freeSlots: number;

	constructor(private readonly concurrency: number) {
		this.freeSlots = concurrency;
	}

	/**
	 * Does the work of so many items, by their index; results in input order. The locks of an item are
	 * asked for when a slot is free for it, and not before. Nothing is kept of an item but its result.
	 */
	async run<Result>(
		count: number,
		locksOf: (index: number) => readonly string[],
		work: (index: number) => Promise<Result>,
	): Promise<Result[]> {
		const results: Result[] = [];
		const unfinished = new Set<Promise<void>>();
		for (let index = 0; index < count; index += 1) {
			// Without a needless await: items that find a free slot start together and share a state query.
			if (this.freeSlots > 0) this.freeSlots -= 1;
			else await this.nextSlot();
			const finished = this.runWhenFree(locksOf(index), async () => {
				results[index] = await work(index);
				unfinished.delete(finished);
			});
			unfinished.add(finished);
		}
		await Promise.all(unfinished);
		return results;
	}

	/** Lets other items run while this one only waits; with a concurrency of one, none does. */
	async yieldSlot<T>(wait: () => Promise<T>): Promise<T> {
		if (this.concurrency === 1) return await wait();
		this.release();
		try {
			return await wait();
		} finally {
			await this.acquire();
		}
	}

	/** Starts with a slot, waits for the locks, and frees both in the end. */
	private async runWhenFree<T>(locks: readonly string[], work: () => Promise<T>): Promise<T> {
		const before = locks
			.map((lock) => this.lockedBy.get(lock))
			.filter((each) => each !== undefined);
		const unlock = this.reserve(locks);
		if (before.length > 0) await this.yieldSlot(async () => await Promise.all(before));
		try {
			return await work();
		} finally {
			unlock();
			this.release();
		}
	}

	/** Keeps later items with these locks waiting, until the function that it returns is called. */
	private reserve(locks: readonly string[]): () => void {
		let end = () => {};
		const ended = new Promise<void>((resolve) => (end = resolve));
		for (const lock of locks) this.lockedBy.set(lock, ended);
		return () => {
			for (const lock of locks) if (this.lockedBy.get(lock) === ended) this.lockedBy.delete(lock);
			end();
		};
	}

	private async acquire(): Promise<void> {
		if (this.freeSlots > 0) this.freeSlots -= 1;
		else await this.nextSlot();
	}

	private async nextSlot(): Promise<void> {
		await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	private release(): void {
		const next = this.waiting.shift();
		if (next) next();
		else this.freeSlots += 1;
	}
}
