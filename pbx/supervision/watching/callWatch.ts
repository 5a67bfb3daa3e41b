import type { Clock } from '../../model/clock';
import { executionCancelled, extensionNotFound, unsupported } from '../../model/failures';
import { Failure } from '../../model/failure';
import type { Extensions, ExtensionSummary } from '../../model/extension';

/** What became of waiting for a call. */
export type Waited = 'inCall' | 'tooLate' | Failure;

interface Waiter {
	number: string;
	deadlineMs: number;
	resolve(waited: Waited): void;
	reject(error: unknown): void;
}

/** Watches the extensions whose calls items wait for: one query serves them all. */
export class CallWatch {
	private waiting: Waiter[] = [];
	private watching = false;
	private wake: () => void = () => undefined;

	constructor(
		private readonly extensions: Extensions | undefined,
		/** Its sleeps end when waiting is no longer wanted. */
		private readonly clock: Clock,
	) {}

	/** Waits until the extension is in a call; queries at least once. */
	async waitForCall(number: string, deadlineMs: number): Promise<Waited> {
		const { extensions } = this;
		if (!extensions) return unsupported('the states of extensions');
		return await new Promise<Waited>((resolve, reject) => {
			this.waiting.push({ number, deadlineMs, resolve, reject });
			this.wake();
			if (!this.watching) void this.watch(extensions);
		});
	}

	private async watch(extensions: Extensions): Promise<void> {
		this.watching = true;
		try {
			await this.pollLoop(extensions);
		} catch (error) {
			for (const { reject } of this.waiting.splice(0)) reject(error);
		}
		this.watching = false;
	}

	private async pollLoop(extensions: Extensions): Promise<void> {
		let nextPauseMs = newBackoff();
		while (this.waiting.length > 0) {
			const watched = new Set(this.waiting);
			const rows = this.clock.cancelled() ? executionCancelled() : await extensions.list();
			const now = this.clock.now();
			this.waiting = this.waiting.filter(
				(waiter) => !watched.has(waiter) || keepsWaiting(waiter, rows, now),
			);
			if (this.waiting.some((waiter) => !watched.has(waiter))) {
				nextPauseMs = newBackoff();
				continue;
			}
			const leftMs = Math.min(...this.waiting.map(({ deadlineMs }) => deadlineMs)) - now;
			await this.pause(Math.max(0, Math.min(nextPauseMs(), leftMs)));
		}
	}

	/** Ends early for a new waiter, whose call may exist already. */
	private async pause(ms: number): Promise<void> {
		if (this.waiting.length === 0) return;
		const newWaiter = new Promise<void>((resolve) => (this.wake = resolve));
		await Promise.race([this.clock.sleep(ms), newWaiter]);
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
	return backoff(500, 2_000);
}

function keepsWaiting(
	waiter: Waiter,
	rows: readonly ExtensionSummary[] | Failure,
	now: number,
): boolean {
	const waited = outcome(waiter, rows, now);
	if (waited === undefined) return true;
	waiter.resolve(waited);
	return false;
}

/** What became of it; undefined while it goes on. */
function outcome(
	{ number, deadlineMs }: Waiter,
	rows: readonly ExtensionSummary[] | Failure,
	now: number,
): Waited | undefined {
	if (rows instanceof Failure) {
		// One lost reply does not end the waiting.
		const passing = rows.kind === 'outcomeUnknown' || rows.kind === 'unreachable';
		return passing && now < deadlineMs ? undefined : rows;
	}
	const state = rows.find((row) => row.number === number)?.state;
	if (state === undefined) return extensionNotFound(number, undefined, 'monitored');
	if (state === 'inCall' || state === 'onHold' || state === 'unknown') return 'inCall';
	return now < deadlineMs ? undefined : 'tooLate';
}
