import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { poll } from '../../poll.cts';
import { runningClock } from '../../../simulator/clock.cts';
import { serveManualApi } from '../../../simulator/manualApi.cts';
import { defaultOffice } from '../../../simulator/model/office.cts';
import { createPbxCredential } from '../../n8n/api/pbxCredential.cts';
import { countExecutions, startTimes } from '../../n8n/api/executions.cts';
import { withOwnedN8n, type OwnedN8n } from '../../n8n/ownedN8n.cts';
import type { BenchmarkSettings } from '../options.cts';
import { InstantPbx } from '../pbx/pbxs.cts';
import { circumstancesShape, type Values } from '../results/circumstances.cts';
import { pbxTrigger, webhookNode, type Receiver } from './receivers.cts';
import { reportsOf, Sender, type Reports } from './reports.cts';

const measuredReceiverShape = z.object({
	name: z.string(),
	/** Reports a second, each of which starts an execution; one for each round. */
	startedPerSecond: z.array(z.number()),
	/** The same of reports that are not wanted. */
	unwantedPerSecond: z.array(z.number()),
	/** Milliseconds from the sending of a report to the start of its execution, round by round. */
	lag: z.array(z.array(z.number())),
	/** Milliseconds until all reports of a burst are answered; one for each round. */
	burst: z.array(z.number()),
	/** Reports of all kinds that were sent and wanted, and executions that they started. */
	sent: z.number(),
	started: z.number(),
});

export const eventsShape = circumstancesShape.extend({
	reports: z.number(),
	burstOf: z.number(),
	receivers: z.array(measuredReceiverShape),
});

export type Events = z.infer<typeof eventsShape>;
type MeasuredReceiver = Events['receivers'][number];

export const triggerName = 'PBX Trigger';
export const webhookName = 'Webhook and Filter';

const reports = 400;
const burstOf = 200;
const inFlight = 10;
/** Sent one every 100 ms; n8n lists no more executions at once. */
const lagReports = 60;

export function measureEvents({ rounds, log }: BenchmarkSettings): Promise<Values<Events>> {
	return withOwnedN8n(log, async (owned) => {
		const clock = runningClock();
		const phones = new InstantPbx({ ...defaultOffice(), calls: [] }, clock);
		const pbx = await serveManualApi(phones, { clock });
		try {
			const { url, account } = pbx;
			const filled = { baseUrl: url, ...account };
			const credential = await createPbxCredential(owned.session, 'events', filled);
			const all = [
				new MeasuredEvents(triggerName, owned, await pbxTrigger(owned, pbx, credential)),
				new MeasuredEvents(webhookName, owned, await webhookNode(owned)),
			];
			const written = reportsOf(pbx);
			for (let round = 0; round <= rounds; round += 1) {
				log(round === 0 ? 'Events, warming up …' : `Events, round ${round} of ${rounds} …`);
				for (const one of all) await one.round(written, round > 0);
			}
			return { reports, burstOf, receivers: all.map(({ measured }) => measured) };
		} finally {
			await pbx.close();
		}
	});
}

class MeasuredEvents {
	readonly measured: MeasuredReceiver;
	private readonly sender: Sender;
	private before: number | undefined;

	constructor(
		name: string,
		private readonly owned: OwnedN8n,
		private readonly receiver: Receiver,
	) {
		this.sender = new Sender(receiver.address);
		const none = { startedPerSecond: [], unwantedPerSecond: [], lag: [], burst: [] };
		this.measured = { name, ...none, sent: 0, started: 0 };
	}

	/** Everything once; the times count only where `counts`. */
	async round(written: Reports, counts: boolean): Promise<void> {
		this.before ??= await this.executions();
		const wanted = many(reports, written.wanted);
		const startedMs = await this.sender.all(wanted, inFlight);
		const lag = await this.lag(written);
		const burstMs = await this.sender.all(many(burstOf, written.wanted), burstOf);
		this.measured.sent += reports + lagReports + burstOf;
		this.measured.started = await this.settled();
		const unwantedMs = await this.sender.all(many(reports, written.unwanted), inFlight);
		if (this.measured.name === webhookName) {
			// Each starts an execution, which the filter ends.
			this.measured.sent += reports;
			this.measured.started = await this.settled();
		}
		if (!counts) return;
		this.measured.startedPerSecond.push((reports / startedMs) * 1_000);
		this.measured.unwantedPerSecond.push((reports / unwantedMs) * 1_000);
		this.measured.lag.push(lag);
		this.measured.burst.push(burstMs);
	}

	/** One report after the other; executions begin in the same order. */
	private async lag(written: Reports): Promise<number[]> {
		await this.settled();
		const sentAt: number[] = [];
		for (const body of many(lagReports, written.wanted)) {
			await sleep(100);
			sentAt.push(Date.now());
			await this.sender.one(body);
		}
		const startedAt = await poll(10_000, async () => {
			const all = await startTimes(this.owned.session, this.receiver.workflow);
			return all.length >= lagReports ? all.slice(0, lagReports).reverse() : undefined;
		});
		return sentAt.map((at, n) => (startedAt?.[n] ?? NaN) - at);
	}

	/** Waits until n8n has all executions stored; gives how many there are of this measurement. */
	private async settled(): Promise<number> {
		let seen = -1;
		const last = await poll(60_000, async () => {
			await sleep(400);
			const now = await this.executions();
			if (now === seen) return now;
			seen = now;
			return undefined;
		});
		return (last ?? seen) - (this.before ?? 0);
	}

	private executions(): Promise<number> {
		return countExecutions(this.owned.session, this.receiver.workflow, 'success');
	}
}

function many(count: number, write: () => string): string[] {
	return Array.from({ length: count }, () => write());
}
