import { executionCancelled } from '../../model/failures/general';
import {
	joined,
	send,
	serves,
	type Answered,
	type Ask,
	type Asker,
	type Query,
} from './stateQuery';

/** However many ask, the PBX gets no more queries than this in that many ms. */
const maxQueries = 3;
const paceMs = 300;

/**
 * The state queries to one PBX: one at a time, for all that asked meanwhile. Each is sent for one of the
 * executions; when that one ends before the answer, the others ask again.
 */
export class StateQueue {
	/** The asks for the next query. */
	private waiting: Ask[] = [];
	private sent?: Query & { asks: Ask[] };
	private isRunning = false;
	/** When the newest queries were sent, ms since 1970. */
	private sentAtMs: number[] = [];

	/** Everything about these extensions, from a query that is yet to be sent or was sent since `sinceMs`. */
	async get(asker: Asker, numbers: readonly string[], sinceMs: number): Promise<Answered> {
		const { cancelled } = asker;
		let leave = () => {};
		try {
			return await new Promise<Answered>((resolve, reject) => {
				const ask: Ask = { asker, numbers, resolve, reject };
				const { sent } = this;
				(sent && serves(sent, numbers, sinceMs) ? sent.asks : this.waiting).push(ask);
				leave = () => this.leave(ask);
				cancelled?.addEventListener('abort', leave);
				if (cancelled?.aborted) leave();
				if (!this.isRunning) void this.run();
			});
		} finally {
			cancelled?.removeEventListener('abort', leave);
		}
	}

	/** Whoever is cancelled does not wait for the query of another execution. */
	private leave(ask: Ask): void {
		const stays = (one: Ask) => one !== ask;
		this.waiting = this.waiting.filter(stays);
		if (this.sent) this.sent.asks = this.sent.asks.filter(stays);
		const sentAtMs = ask.asker.clock.now();
		ask.resolve({ numbers: new Set(), sentAtMs, snapshot: executionCancelled() });
	}

	private async run(): Promise<void> {
		this.isRunning = true;
		for (let [first] = this.waiting; first; [first] = this.waiting) {
			const { clock } = first.asker;
			const now = clock.now();
			const pauseMs = this.nextQueryAtMs(now) - now;
			// Those who ask at the same moment join.
			await (pauseMs > 0 ? clock.sleep(pauseMs) : undefined);
			await this.sendNext();
		}
		this.isRunning = false;
	}

	private async sendNext(): Promise<void> {
		const [first] = this.waiting;
		if (!first) return;
		const { asker } = first;
		const sentAtMs = asker.clock.now();
		this.sentAtMs = [...this.sentAtMs, sentAtMs].slice(-maxQueries);
		const { numbers, asks, rest } = joined(first, this.waiting);
		const query = { numbers, sentAtMs, asks };
		this.waiting = rest;
		this.sent = query;
		const { about, tell } = await send(asker, query);
		this.sent = undefined;
		const own = query.asks.filter((ask) => ask.asker === asker);
		const others = query.asks.filter((ask) => ask.asker !== asker);
		if (about === 'number' && others.length > 0) {
			for (const ask of query.asks) ask.isAlone = true;
			this.waiting.unshift(...query.asks);
		} else if (about === 'asker') {
			this.waiting.unshift(...others);
			own.forEach(tell);
		} else {
			query.asks.forEach(tell);
		}
	}

	private nextQueryAtMs(now: number): number {
		const [oldestMs = 0] = this.sentAtMs;
		// A clock that was set back must not end the queries.
		const isCounted = this.sentAtMs.length === maxQueries && oldestMs <= now;
		return isCounted ? oldestMs + paceMs : now;
	}
}
