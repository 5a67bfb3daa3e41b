import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { post, type PostOutcome } from './post.cts';
import type { ReportAddress } from './report-address.cts';

/** One report on its way, as often as it was tried. */
export interface Delivery {
	to: string;
	body: string;
	outcomes: PostOutcome[];
}

export interface SendingRules {
	/** `together`: nobody waits for the receiver's answer to the report before. */
	pace: 'oneByOne' | 'together';
	/** Whether a report that was not answered with 200 is sent again. */
	retry: 'no' | 'yes';
	/** How often each report is sent although it arrived. */
	copies: 1 | 2;
}

const mostTries = 10;

/** Milliseconds between two tries. */
const betweenTries = 1_000;

/** The newest are kept. */
const mostKept = 5_000;

/** Sends reports in their order. */
export class Outbox {
	readonly deliveries: Delivery[] = [];
	private readonly ended = new AbortController();
	private lastSent: Promise<unknown> = Promise.resolve();
	private readonly onTheWay = new Set<Promise<unknown>>();

	constructor() {
		// As many as there are reports on their way.
		setMaxListeners(0, this.ended.signal);
	}

	send(address: ReportAddress, body: string, rules: SendingRules): void {
		for (let copy = 0; copy < rules.copies; copy += 1) {
			const delivery: Delivery = { to: written(address), body, outcomes: [] };
			this.deliveries.push(delivery);
			const sent =
				rules.pace === 'together'
					? this.deliver(address, delivery, rules)
					: this.lastSent.then(() => this.deliver(address, delivery, rules));
			this.lastSent = sent;
			this.onTheWay.add(sent);
			void sent.finally(() => this.onTheWay.delete(sent));
		}
		this.deliveries.splice(0, this.deliveries.length - mostKept);
	}

	/** Resolves when nothing is on its way any more. */
	async empty(): Promise<void> {
		while (this.onTheWay.size > 0) await Promise.all(this.onTheWay);
	}

	async close(): Promise<void> {
		this.ended.abort();
		await this.empty();
	}

	private async deliver(
		address: ReportAddress,
		{ body, outcomes }: Delivery,
		{ retry }: SendingRules,
	): Promise<void> {
		const { signal } = this.ended;
		for (let tries = 1; tries <= mostTries && !signal.aborted; tries += 1) {
			const outcome = await post(address, body, signal);
			outcomes.push(outcome);
			if (outcome === 200 || retry === 'no') return;
			await sleep(betweenTries, undefined, { signal, ref: false }).catch(() => undefined);
		}
	}
}

function written({ host, port, path }: ReportAddress): string {
	return `${host}:${port}${path}`;
}
