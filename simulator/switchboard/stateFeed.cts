import type { SwitchboardState } from './switchboard.cts';

export interface FeedEvent {
	name: 'state' | 'unavailable';
	/** JSON on one line. */
	data: string;
}

type Listener = (event: FeedEvent) => void;

/** Reads the state again and again while somebody listens, and passes on what is new. */
export class StateFeed {
	private readonly listeners = new Set<Listener>();
	private last: FeedEvent | undefined;
	private timer: NodeJS.Timeout | undefined;
	private reading: Promise<void> = Promise.resolve();

	constructor(
		private readonly read: () => Promise<SwitchboardState>,
		private readonly intervalMs: number,
	) {}

	/** Gives a function that ends it. */
	subscribe(listener: Listener): () => void {
		this.listeners.add(listener);
		if (this.listeners.size > 1 && this.last) listener(this.last);
		else {
			this.last = undefined;
			void this.readOn();
		}
		return () => {
			this.listeners.delete(listener);
			if (this.listeners.size === 0) clearTimeout(this.timer);
		};
	}

	/** Reads once, now. */
	refresh(): Promise<void> {
		// One after the other, so that no older state follows a newer one.
		this.reading = this.reading.then(() => this.readOnce());
		return this.reading;
	}

	private async readOn(): Promise<void> {
		await this.refresh();
		clearTimeout(this.timer);
		if (this.listeners.size === 0) return;
		this.timer = setTimeout(() => void this.readOn(), this.intervalMs);
		this.timer.unref();
	}

	private async readOnce(): Promise<void> {
		const event = await this.read().then(
			(state): FeedEvent => ({ name: 'state', data: JSON.stringify(state) }),
			(error: unknown): FeedEvent => ({
				name: 'unavailable',
				data: JSON.stringify(error instanceof Error ? error.message : String(error)),
			}),
		);
		if (event.name === this.last?.name && event.data === this.last.data) return;
		this.last = event;
		for (const listener of this.listeners) listener(event);
	}
}
