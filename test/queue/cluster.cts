import { join } from 'node:path';
import { checkoutFolder } from '../../tools/folders.cts';
import type { CredentialRef } from '../../tools/n8n/api/credentials.cts';
import { RestSession, testOwner } from '../../tools/n8n/api/rest.cts';
import { callWebhook, type WebhookAnswer } from '../../tools/n8n/api/webhook.cts';
import {
	activateWorkflow,
	createWorkflow,
	readWorkflow,
	withCredential,
	type WorkflowFile,
	type WorkflowRef,
} from '../../tools/n8n/api/workflows.cts';
import { startWithOurPackage } from '../../tools/n8n/install/ourPackage.cts';
import type { N8n } from '../../tools/n8n/n8n.cts';
import { stopOwnProcesses } from '../../tools/n8n/process/ownProcess.cts';
import { type Postgres, startPostgres } from '../../tools/n8n/process/postgres.cts';
import { startRedis } from '../../tools/n8n/process/redis.cts';
import type { Worker } from '../../tools/n8n/process/worker.cts';
import { type Balancer, openBalancer } from './balancer.cts';

/** n8n as people run it on more than one machine: PostgreSQL, Redis, a main, two webhook processes, two workers. */
export interface Cluster {
	n8n: N8n;
	session: RestSession;
	workers: Worker[];
	postgres: Postgres;
	/** In front of the webhook processes. */
	balancer: Balancer;
	close(): Promise<void>;
}

export async function openCluster(): Promise<Cluster> {
	const opened: (() => Promise<void>)[] = [stopOwnProcesses];
	const close = async () => {
		for (let end = opened.pop(); end !== undefined; end = opened.pop()) await end();
	};
	try {
		const redis = await startRedis(log);
		opened.push(() => redis.close());
		const postgres = await startPostgres(log);
		opened.push(() => postgres.close());
		const balancer = await openBalancer();
		opened.push(() => balancer.close());
		const n8n = await startWithOurPackage(log, {
			queue: redis,
			database: postgres,
			webhookUrl: balancer.url,
		});
		opened.push(() => n8n.close());
		const workers = await Promise.all([n8n.startWorker(), n8n.startWorker()]);
		const webhooks = await Promise.all([n8n.startWebhookProcess(), n8n.startWebhookProcess()]);
		balancer.setBackends(webhooks.map(({ url }) => url));
		const session = await RestSession.setUpOwner(n8n.url, testOwner);
		return { n8n, session, workers, postgres, balancer, close };
	} catch (error) {
		await close();
		throw error;
	}
}

export function log(line: string): void {
	process.stdout.write(`${line}\n`);
}

export async function activate(
	{ session }: Cluster,
	file: WorkflowFile,
	credential: CredentialRef,
): Promise<WorkflowRef> {
	const workflow = await createWorkflow(session, withCredential(file, credential));
	await activateWorkflow(session, workflow);
	return workflow;
}

/** n8n notices after minutes that a worker is gone. */
const answerLimitMs = 240_000;

/** The example that the CRM starts, under a webhook of its own. */
export async function crmEvent(cluster: Cluster, path: string, credential: CredentialRef) {
	const file = readWorkflow(join(checkoutFolder(), 'examples', 'crm-event-whisper.json'));
	const nodes = file.nodes.map((node) =>
		node.type === 'n8n-nodes-base.webhook'
			? { ...node, webhookId: path, parameters: { ...node.parameters, path } }
			: node,
	);
	const workflow = await activate(cluster, { ...file, nodes }, credential);
	const post = (supervisor: string, agent: string): Promise<WebhookAnswer> =>
		callWebhook(cluster.balancer.url, path, { supervisor, agent }, {}, answerLimitMs);
	return { workflow, post };
}

/** How many executions each worker has begun while the work went on. */
export async function shares(cluster: Cluster, work: () => Promise<unknown>): Promise<number[]> {
	const before = cluster.workers.map((worker) => worker.executions().length);
	await work();
	return cluster.workers.map((worker, n) => worker.executions().length - (before[n] ?? 0));
}
