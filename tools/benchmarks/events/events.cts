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
import { asteriskShape, measureAsterisk } from './asterisk.cts';
import { pbxTrigger, webhookNode, type Receiver } from './receivers.cts';
import { many, reportsOf, Sender, type Reports } from './reports.cts';
import { measureWebhookProcesses, webhookProcessesShape } from './webhookProcesses.cts';

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
	/** Absent in what was measured before there was this. */
	webhookProcesses: webhookProcessesShape.optional(),
	/** Absent where the machine could have no Asterisk, and in what was measured before there was this. */
	asterisk: asteriskShape.optional(),
});

export type Events = z.infer<typeof eventsShape>;
type MeasuredReceiver = Events['receivers'][number];

export const triggerName = 'PBX Trigger';
export const webhookName = 'Webhook and Filter';

const reports = 400;
const burstOf = 200;
const inFlight = 10;
const turns = 4;
/** Sent one every 100 ms; n8n lists no more executions at once. */
const lagReports = 60;

export async function measureEvents(settings: BenchmarkSettings): Promise<Values<Events>> {
	const measured = await withOwnedN8n(settings.log, async (owned) => {
		const receivers = await measureReceivers(owned, settings);
		const asterisk = await measureAsterisk(owned, settings);
		return { reports, burstOf, receivers, asterisk };
	});
	const names = { trigger: triggerName, webhook: webhookName };
	return { ...measured, webhookProcesses: await measureWebhookProcesses(names, settings) };
}

async function measureReceivers(
	owned: OwnedN8n,
	{ rounds, log }: BenchmarkSettings,
): Promise<MeasuredReceiver[]> {
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
			await oneRound(all, written, round > 0);
		}
		return all.map(({ measured }) => measured);
	} finally {
		await pbx.close();
	}
}

/** In turns of a hundred reports, so that a busy moment of the machine affects both. */
async function oneRound(
	all: readonly MeasuredEvents[],
	written: Reports,
	counts: boolean,
): Promise<void> {
	const times = all.map((one) => ({ one, startedMs: 0, unwantedMs: 0 }));
	for (let turn = 0; turn < turns; turn += 1) {
		for (const time of times) {
			time.startedMs += await time.one.start(many(reports / turns, written.wanted));
			time.unwantedMs += await time.one.leave(many(reports / turns, written.unwanted));
		}
	}
	for (const { one, startedMs, unwantedMs } of times) {
		const lag = await one.lag(written);
		const burstMs = await one.burst(many(burstOf, written.wanted));
		if (!counts) continue;
		one.measured.startedPerSecond.push((reports / startedMs) * 1_000);
		one.measured.unwantedPerSecond.push((reports / unwantedMs) * 1_000);
		one.measured.lag.push(lag);
		one.measured.burst.push(burstMs);
	}
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
		this.sender = new Sender([receiver.address]);
		const none = { startedPerSecond: [], unwantedPerSecond: [], lag: [], burst: [] };
		this.measured = { name, ...none, sent: 0, started: 0 };
	}

	/** Milliseconds until all are answered; each starts an execution. */
	async start(bodies: readonly string[], atOnce = inFlight): Promise<number> {
		this.before ??= await this.executions();
		const ms = await this.sender.all(bodies, atOnce);
		await this.count(bodies.length);
		return ms;
	}

	/** The same of reports that are not wanted; behind the Webhook node each starts an execution that the filter ends. */
	async leave(bodies: readonly string[]): Promise<number> {
		const ms = await this.sender.all(bodies, inFlight);
		if (this.measured.name === webhookName) await this.count(bodies.length);
		return ms;
	}

	async burst(bodies: readonly string[]): Promise<number> {
		return await this.start(bodies, bodies.length);
	}

	/** One report after the other; executions begin in the same order. */
	async lag(written: Reports): Promise<number[]> {
		const sentAt: number[] = [];
		for (const body of many(lagReports, written.wanted)) {
			await sleep(100);
			sentAt.push(Date.now());
			await this.sender.one(body);
		}
		await this.count(lagReports);
		const newest = await startTimes(this.owned.session, this.receiver.workflow);
		const startedAt = newest.slice(0, lagReports).reverse();
		if (startedAt.length < lagReports) throw new Error('Not every report started an execution.');
		return sentAt.map((at, n) => (startedAt[n] ?? 0) - at);
	}

	/** Waits for so many more executions, and counts those that there are. */
	private async count(more: number): Promise<void> {
		this.measured.sent += more;
		await poll(60_000, async () => {
			this.measured.started = (await this.executions()) - (this.before ?? 0);
			return this.measured.started >= this.measured.sent ? true : undefined;
		});
	}

	private executions(): Promise<number> {
		return countExecutions(this.owned.session, this.receiver.workflow, 'success');
	}
}
