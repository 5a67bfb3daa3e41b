import type { Clock } from '../../model/clock';
import { extensionNotFound } from '../../model/failures/extensions';
import { executionCancelled } from '../../model/failures/general';
import { Failure } from '../../model/failure';
import type { Extensions, ExtensionState, ExtensionSummary } from '../../model/extension';

/** What became of waiting for a call. */
export type Waited = 'inCall' | 'tooLate' | Failure;

/** One item that waits for a call of an extension. */
export interface AwaitedCall {
	number: string;
	deadlineMs: number;
	/** The extensions as its own execution reaches them, which is possible for as long as it waits. */
	extensions: Extensions;
	/** Its sleeps end when waiting is no longer wanted. */
	clock: Clock;
}

interface Waiter extends AwaitedCall {
	resolve(waited: Waited): void;
	reject(error: unknown): void;
}

type Rows = readonly ExtensionSummary[] | Failure;

/** How often it is checked whether a waiter was cancelled. */
const checkIntervalMs = 100;

/** However many begin to wait, the PBX gets no more queries than this in a second. */
const maxQueriesPerSecond = 2;

/**
 * ms between two queries: they grow from the first to the last, and to the longest where a PBX takes so long
 * to answer that it would be busy with our queries for more than a tenth of the time.
 */
const pausesMs = { first: 500, last: 1_000, longest: 2_000 };

/**
 * Watches the extensions of one PBX for all who wait for a call there: one query serves them all. It is
 * sent for the one who has waited longest, and for the next one when that one leaves.
 */
export class CallWatch {
	private waiting: Waiter[] = [];
	private isRunning = false;
	private wake: () => void = () => undefined;
	/** When the newest queries were sent, ms since 1970. */
	private sentAtMs: number[] = [];

	/** `onEnd`: nobody waits any more. */
	constructor(private readonly onEnd: () => void) {}

	/** Waits until the extension is in a call; queries at least once. */
	async waitForCall(awaited: AwaitedCall): Promise<Waited> {
		return await new Promise<Waited>((resolve, reject) => {
			this.waiting.push({ ...awaited, resolve, reject });
			this.wake();
			if (!this.isRunning) void this.run();
		});
	}

	private async run(): Promise<void> {
		this.isRunning = true;
		let nextPauseMs = newBackoff();
		for (let first = this.longest(); first; first = this.longest()) {
			const watched = new Set(this.waiting);
			const sentAtMs = first.clock.now();
			const isAnswered = await this.query(first, watched);
			const now = first.clock.now();
			const isServed = isAnswered && this.waiting.every((waiter) => watched.has(waiter));
			const sparingMs = Math.min(10 * (now - sentAtMs), pausesMs.longest);
			const wantedMs = Math.max(nextPauseMs(), sparingMs);
			const pauseMs = isServed ? Math.min(wantedMs, this.earliestDeadlineMs() - now) : 0;
			const isWoken = await this.pause(now + pauseMs);
			if (!isServed || isWoken) nextPauseMs = newBackoff();
		}
		this.isRunning = false;
		this.onEnd();
	}

	/** Who has waited longest of those who still wait; whoever was cancelled leaves. */
	private longest(): Waiter | undefined {
		this.leave((waiter) => (waiter.clock.cancelled() ? executionCancelled() : undefined));
		return this.waiting[0];
	}

	/**
	 * Sends one query for these, on behalf of the first of them, and tells each what it showed. False: its
	 * answer was lost with the execution that it was sent for.
	 */
	private async query(first: Waiter, watched: ReadonlySet<Waiter>): Promise<boolean> {
		this.sentAtMs = [...this.sentAtMs, first.clock.now()].slice(-maxQueriesPerSecond);
		let isAnswered: boolean | undefined;
		const answering = first.extensions.list().then(
			(rows) => (isAnswered = this.tell(rows, first, watched)),
			(error: unknown) => (isAnswered = this.tellException(error, first, watched)),
		);
		// Meanwhile others may be cancelled.
		for (let one = this.longest(); one && isAnswered === undefined; one = this.longest()) {
			await Promise.race([answering, one.clock.sleep(checkIntervalMs)]);
		}
		return isAnswered ?? false;
	}

	private tell(rows: Rows, first: Waiter, watched: ReadonlySet<Waiter>): boolean {
		if (rows instanceof Failure && rows.kind === 'cancelled') {
			this.leave((waiter) => (waiter === first ? rows : undefined));
			return false;
		}
		const now = first.clock.now();
		const states =
			rows instanceof Failure ? rows : new Map(rows.map(({ number, state }) => [number, state]));
		this.leave((waiter) => (watched.has(waiter) ? outcome(waiter, states, now) : undefined));
		return true;
	}

	private tellException(error: unknown, first: Waiter, watched: ReadonlySet<Waiter>): boolean {
		if (first.clock.cancelled()) return false;
		for (const waiter of watched) waiter.reject(error);
		this.waiting = this.waiting.filter((waiter) => !watched.has(waiter));
		return true;
	}

	/** Ends the waiting of those for whom there is an outcome. */
	private leave(outcomeOf: (waiter: Waiter) => Waited | undefined): void {
		this.waiting = this.waiting.filter((waiter) => {
			const waited = outcomeOf(waiter);
			if (waited !== undefined) waiter.resolve(waited);
			return waited === undefined;
		});
	}

	/** Gives whether it ended early for a new waiter, whose call may exist already. */
	private async pause(untilMs: number): Promise<boolean> {
		let isWoken = false;
		const woken = new Promise<void>((resolve) => {
			this.wake = () => {
				isWoken = true;
				resolve();
			};
		});
		for (let one = this.longest(); one; one = this.longest()) {
			const now = one.clock.now();
			const leftMs = Math.max(isWoken ? now : untilMs, this.nextQueryAtMs(now)) - now;
			if (leftMs <= 0) break;
			const slept = one.clock.sleep(Math.min(leftMs, checkIntervalMs));
			await (isWoken ? slept : Promise.race([slept, woken]));
		}
		return isWoken;
	}

	private nextQueryAtMs(now: number): number {
		const [oldestMs = 0] = this.sentAtMs;
		// A clock that was set back must not end the watching.
		const isCounted = this.sentAtMs.length === maxQueriesPerSecond && oldestMs <= now;
		return isCounted ? oldestMs + 1_000 : now;
	}

	private earliestDeadlineMs(): number {
		return Math.min(...this.waiting.map(({ deadlineMs }) => deadlineMs));
	}
}

/** Gives the ms until the next query: they grow from the first to the last. */
export function backoff(firstMs: number, lastMs: number): () => number {
	let nextMs = firstMs;
	return () => {
		const pauseMs = nextMs;
		nextMs = Math.min(nextMs * 1.5, lastMs);
		return pauseMs;
	};
}

function newBackoff(): () => number {
	return backoff(pausesMs.first, pausesMs.last);
}

/** What became of it; undefined while it goes on. */
function outcome(
	{ number, deadlineMs }: AwaitedCall,
	states: ReadonlyMap<string, ExtensionState> | Failure,
	now: number,
): Waited | undefined {
	if (states instanceof Failure) {
		// One lost reply does not end the waiting.
		const passing = states.kind === 'outcomeUnknown' || states.kind === 'unreachable';
		return passing && now < deadlineMs ? undefined : states;
	}
	const state = states.get(number);
	if (state === undefined) return extensionNotFound(number, undefined, 'monitored');
	if (state === 'inCall' || state === 'onHold' || state === 'unknown') return 'inCall';
	return now < deadlineMs ? undefined : 'tooLate';
}
