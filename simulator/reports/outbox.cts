import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { post, type PostOutcome } from './post.cts';
import type { ReportAddress } from './reportAddress.cts';

/** One report on its way, as often as it was tried. */
export interface Delivery {
	to: string;
	body: string;
	outcomes: PostOutcome[];
}

export interface SendingRules {
	/** How many reports wait for their answer at the same time, at most. */
	inFlight: number;
	/** Milliseconds after which the PBX closes a connection without an answer. */
	timeoutMs: number;
	/** Whether the PBX waits for the answer before it sends the next report. */
	awaited: boolean;
	/** Whether a report that was not answered with 200 is sent again. */
	retry: boolean;
	/** How often each report is sent although it arrived. */
	copies: 1 | 2;
}

const maxTries = 10;

/** Milliseconds between two tries. */
const retryIntervalMs = 1_000;

/** The newest are kept. */
const maxKept = 5_000;

interface Report {
	address: ReportAddress;
	delivery: Delivery;
	rules: SendingRules;
	moreHeaders: readonly string[];
}

/** Sends reports in their order. */
export class Outbox {
	readonly deliveries: Delivery[] = [];
	private readonly ended = new AbortController();
	private readonly waiting: Report[] = [];
	private readonly onTheWay = new Set<Promise<unknown>>();

	constructor() {
		// As many as there are reports on their way.
		setMaxListeners(0, this.ended.signal);
	}

	send(
		address: ReportAddress,
		body: string,
		rules: SendingRules,
		moreHeaders: readonly string[] = [],
	): void {
		for (let copy = 0; copy < rules.copies; copy += 1) {
			const delivery: Delivery = { to: formatAddress(address), body, outcomes: [] };
			this.deliveries.push(delivery);
			this.waiting.push({ address, delivery, rules, moreHeaders });
		}
		this.deliveries.splice(0, this.deliveries.length - maxKept);
		this.sendWaiting();
	}

	/** Resolves when nothing is on its way any more. */
	async empty(): Promise<void> {
		while (this.onTheWay.size > 0) await Promise.all(this.onTheWay);
	}

	async close(): Promise<void> {
		this.ended.abort();
		await this.empty();
	}

	private sendWaiting(): void {
		for (;;) {
			const [next] = this.waiting;
			if (!next || this.onTheWay.size >= next.rules.inFlight) return;
			this.waiting.shift();
			const sent = this.deliver(next).finally(() => {
				this.onTheWay.delete(sent);
				this.sendWaiting();
			});
			this.onTheWay.add(sent);
		}
	}

	private async deliver({ address, delivery, rules, moreHeaders }: Report): Promise<void> {
		const { body, outcomes } = delivery;
		const { signal } = this.ended;
		for (let tries = 1; tries <= maxTries && !signal.aborted; tries += 1) {
			const outcome = await post(address, body, moreHeaders, rules, signal);
			outcomes.push(outcome);
			if (outcome === 200 || outcome === 'sent' || !rules.retry) return;
			await sleep(retryIntervalMs, undefined, { signal, ref: false }).catch(() => undefined);
		}
	}
}

function formatAddress({ host, port, path }: ReportAddress): string {
	return `${host}:${port}${path}`;
}
