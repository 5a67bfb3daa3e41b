import { z } from 'zod';
import { runningClock } from '../../../simulator/clock.cts';
import { serveManualApi } from '../../../simulator/manualApi.cts';
import { defaultOffice } from '../../../simulator/model/office.cts';
import { countExecutions } from '../../n8n/api/executions.cts';
import { createPbxCredential } from '../../n8n/api/pbxCredential.cts';
import { withOwnedN8n, type OwnedN8n } from '../../n8n/ownedN8n.cts';
import { startPostgres } from '../../n8n/process/postgres.cts';
import { startRedis } from '../../n8n/process/redis.cts';
import { until } from '../../poll.cts';
import type { BenchmarkSettings } from '../options.cts';
import { InstantPbx } from '../pbx/pbxs.cts';
import { pbxTrigger, webhookNode, type Receiver } from './receivers.cts';
import { many, reportsOf, Sender, type Reports } from './reports.cts';

export const webhookProcessesShape = z.array(
	z.object({
		name: z.string(),
		engine: z.enum(['vm', 'legacy']),
		processes: z.number(),
		/** Reports a second, each of which starts an execution; one for each round. */
		startedPerSecond: z.array(z.number()),
	}),
);

export type WebhookProcesses = z.infer<typeof webhookProcessesShape>;

interface Rival {
	name: string;
	receiver: Receiver;
	/** Executions that it started until now. */
	started: number;
}

const reports = 200;
const inFlight = 10;

/** Without isolates one process is enough to see what they take. */
const clusters = [
	{ engine: 'vm', mostProcesses: 2 },
	{ engine: 'legacy', mostProcesses: 1 },
] as const;

type Cluster = (typeof clusters)[number];

/** An n8n in queue mode whose webhooks are answered by one process, then by two; one worker executes. */
export async function measureWebhookProcesses(
	names: { trigger: string; webhook: string },
	settings: BenchmarkSettings,
): Promise<WebhookProcesses> {
	const measured: WebhookProcesses = [];
	for (const cluster of clusters)
		measured.push(...(await measureCluster(cluster, names, settings)));
	return measured;
}

async function measureCluster(
	cluster: Cluster,
	names: { trigger: string; webhook: string },
	settings: BenchmarkSettings,
): Promise<WebhookProcesses> {
	const { log } = settings;
	const [redis, postgres] = [await startRedis(log), await startPostgres(log)];
	const clock = runningClock();
	const phones = new InstantPbx({ ...defaultOffice(), calls: [] }, clock);
	const pbx = await serveManualApi(phones, { clock });
	try {
		return await withOwnedN8n(
			log,
			async (owned) => {
				await owned.n8n.startWorker();
				const filled = { baseUrl: pbx.url, ...pbx.account };
				const credential = await createPbxCredential(owned.session, 'processes', filled);
				const trigger = await pbxTrigger(owned, pbx, credential);
				const webhook = await webhookNode(owned);
				const rivals: Rival[] = [
					{ name: names.trigger, receiver: trigger, started: 0 },
					// It was called once to see whether it is there.
					{ name: names.webhook, receiver: webhook, started: 1 },
				];
				return await withMoreProcesses(owned, cluster, rivals, reportsOf(pbx), settings);
			},
			{ queue: redis, database: postgres, expressionEngine: cluster.engine },
		);
	} finally {
		await pbx.close();
		await postgres.close();
		await redis.close();
	}
}

async function withMoreProcesses(
	owned: OwnedN8n,
	{ engine, mostProcesses }: Cluster,
	rivals: readonly Rival[],
	written: Reports,
	{ rounds, log }: BenchmarkSettings,
): Promise<WebhookProcesses> {
	const measured: WebhookProcesses = [];
	const urls: string[] = [];
	for (let processes = 1; processes <= mostProcesses; processes += 1) {
		urls.push((await owned.n8n.startWebhookProcess()).url);
		const added = rivals.map(({ name }) => ({
			name,
			engine,
			processes,
			startedPerSecond: new Array<number>(),
		}));
		measured.push(...added);
		for (let round = 0; round <= rounds; round += 1) {
			log(`Webhook processes: ${processes}, ${engine}, round ${round} of ${rounds} …`);
			for (const [n, rival] of rivals.entries()) {
				const ms = await startAll(owned, rival, urls, written);
				if (round > 0) added[n]?.startedPerSecond.push((reports / ms) * 1_000);
			}
		}
	}
	return measured;
}

/** Milliseconds until all reports are answered, which are spread over the processes. */
async function startAll(
	{ session }: OwnedN8n,
	rival: Rival,
	urls: readonly string[],
	{ wanted }: Reports,
): Promise<number> {
	const { pathname } = new URL(rival.receiver.address);
	const sender = new Sender(urls.map((url) => url + pathname));
	const ms = await sender.all(many(reports, wanted), inFlight);
	rival.started += reports;
	await until(`${rival.started} executions of ${rival.name}`, 120_000, async () => {
		const finished = await countExecutions(session, rival.receiver.workflow, 'success');
		return finished >= rival.started ? true : undefined;
	});
	return ms;
}
