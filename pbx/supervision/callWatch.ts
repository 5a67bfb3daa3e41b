import type { Clock } from '../model/clock';
import { executionCancelled, unsupported } from '../model/failures';
import { Failure } from '../model/failure';
import type { Extensions, ExtensionSummary } from '../model/extension';

/** ms between two looks; they grow apart from the first to the last. */
const firstPause = 500;
const lastPause = 2_000;

/** What became of waiting for a call. */
export type Waited = 'inCall' | 'tooLate' | Failure;

interface Waiting {
	number: string;
	until: number;
	end(waited: Waited): void;
	fail(error: unknown): void;
}

/** Watches the extensions that items wait for: one query serves them all. */
export class CallWatch {
	private waiting: Waiting[] = [];
	private watching = false;
	private wake: () => void = () => undefined;

	constructor(
		private readonly extensions: Extensions | undefined,
		/** Its sleeps end when nobody is to wait any more. */
		private readonly clock: Clock,
	) {}

	/** Waits until the extension is in a call; looks at least once. */
	async waitForCall(number: string, until: number): Promise<Waited> {
		const { extensions } = this;
		if (!extensions) return unsupported('the states of extensions');
		return await new Promise<Waited>((end, fail) => {
			this.waiting.push({ number, until, end, fail });
			this.wake();
			if (!this.watching) void this.watch(extensions);
		});
	}

	private async watch(extensions: Extensions): Promise<void> {
		this.watching = true;
		try {
			await this.pollLoop(extensions);
		} catch (error) {
			for (const { fail } of this.waiting.splice(0)) fail(error);
		}
		this.watching = false;
	}

	private async pollLoop(extensions: Extensions): Promise<void> {
		let pause = firstPause;
		while (this.waiting.length > 0) {
			const watched = new Set(this.waiting);
			const seen = this.clock.cancelled() ? executionCancelled() : await extensions.list();
			const now = this.clock.now();
			this.waiting = this.waiting.filter((one) => !watched.has(one) || goesOn(one, seen, now));
			if (this.waiting.some((one) => !watched.has(one))) {
				pause = firstPause;
				continue;
			}
			const nextEnd = Math.min(...this.waiting.map(({ until }) => until)) - now;
			await this.pause(Math.max(0, Math.min(pause, nextEnd)));
			pause = Math.min(pause * 1.5, lastPause);
		}
	}

	/** Ends early for somebody who comes: the call may be there already. */
	private async pause(ms: number): Promise<void> {
		if (this.waiting.length === 0) return;
		const somebody = new Promise<void>((resolve) => (this.wake = resolve));
		await Promise.race([this.clock.sleep(ms), somebody]);
	}
}

function goesOn(one: Waiting, seen: readonly ExtensionSummary[] | Failure, now: number): boolean {
	const waited = judge(one, seen, now);
	if (waited === 'goOn') return true;
	one.end(waited);
	return false;
}

function judge(
	{ number, until }: Waiting,
	seen: readonly ExtensionSummary[] | Failure,
	now: number,
): Waited | 'goOn' {
	if (seen instanceof Failure) {
		// One lost reply does not end the waiting.
		const passing = seen.kind === 'outcomeUnknown' || seen.kind === 'unreachable';
		return passing && now < until ? 'goOn' : seen;
	}
	const state = seen.find((one) => one.number === number)?.state;
	if (state === undefined) return unknown(number);
	if (state === 'inCall' || state === 'onHold' || state === 'unknown') return 'inCall';
	return now < until ? 'goOn' : 'tooLate';
}

function unknown(number: string): Failure {
	return new Failure(
		'notFound',
		`Extension ${number} does not exist on the PBX`,
		"Choose another 'Monitored Extension'.",
	);
}
