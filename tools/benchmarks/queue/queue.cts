import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createPbxCredential } from '../../n8n/api/pbxCredential.cts';
import type { CredentialRef } from '../../n8n/api/credentials.cts';
import { executionsOf, newestFinished, readExecution } from '../../n8n/api/executions.cts';
import type { RestSession } from '../../n8n/api/rest.cts';
import { startRedis } from '../../n8n/process/redis.cts';
import { callWebhook } from '../../n8n/api/webhook.cts';
import type { Worker } from '../../n8n/process/worker.cts';
import { activateWorkflow, createWorkflow, type WorkflowRef } from '../../n8n/api/workflows.cts';
import type { BenchmarkSettings } from '../options.cts';
import { withOwnedN8n, type OwnedN8n } from '../../n8n/ownedN8n.cts';
import { pathOf } from '../workflows/measuredWorkflow.cts';
import { inBackground, pbxNode } from '../workflows/workflows.cts';
import { whisperRequests } from '../pbx/whisperRequests.cts';
import { withPbxs, type Pbxs } from '../pbx/pbxs.cts';
import { trafficOf, trafficShape } from '../pbx/traffic.cts';
import { circumstancesShape, type Values } from '../results/circumstances.cts';

/** What became of many executions, in one round. */
const waveShape = z.object({
	traffic: trafficShape,
	/** How many executions each worker began. */
	byWorker: z.array(z.number()),
});

export const queueShape = circumstancesShape.extend({
	executions: z.number(),
	/** Milliseconds from one call to the next. */
	interval: z.number(),
	/** Rounds that n8n's own database spoilt; they were begun again and are not counted. */
	spoilt: z.number(),
	/** By what the workers find: no session, the session of the wave before, one that the PBX forgot. */
	waves: z.array(z.object({ name: z.string(), rounds: z.array(waveShape) })),
});

export type Queue = z.infer<typeof queueShape>;
type Wave = z.infer<typeof waveShape>;

const executions = 60;
const workers = 2;
/** Milliseconds from one webhook call to the next: SQLite cannot take many more (SQLITE_BUSY). */
const interval = 50;
/** How often in all a round is begun again because SQLite refused n8n's own writing. */
const maxSpoiltRounds = 5;

/** n8n's database was locked; it is no matter of the node. */
class DatabaseLocked extends Error {}

const forgotten = 'a session that the PBX forgot';
const waves = ['a credential that nobody has used', 'a session', forgotten];

/** An n8n in queue mode whose workers share one credential; in every round one for another PBX. */
export async function measureQueue({ rounds, log }: BenchmarkSettings): Promise<Values<Queue>> {
	const redis = await startRedis(log);
	const measured = waves.map((name) => ({ name, rounds: [] as Wave[] }));
	let spoilt = 0;
	const work = async (owned: OwnedN8n) => {
		const starting = Array.from({ length: workers }, () => owned.n8n.startWorker());
		const team = await Promise.all(starting);
		for (let round = 1; round <= rounds + spoilt; round += 1) {
			log(`Two workers, round ${round} of ${rounds + spoilt} …`);
			try {
				const seen = await oneRound(owned, team, round);
				for (const wave of measured) wave.rounds.push(...(seen.get(wave.name) ?? []));
			} catch (error) {
				spoilt += 1;
				if (!(error instanceof DatabaseLocked) || spoilt > maxSpoiltRounds) throw error;
				log(`  ${error.message}: one more round`);
			}
		}
	};
	try {
		await withOwnedN8n(log, work, { queue: redis });
		return { executions, interval, spoilt, waves: measured };
	} finally {
		await redis.close();
	}
}

async function oneRound(
	owned: OwnedN8n,
	team: readonly Worker[],
	round: number,
): Promise<ReadonlyMap<string, Wave[]>> {
	const seen = new Map<string, Wave[]>();
	await withPbxs(async (pbxs) => {
		const credential = await credentialFor(owned, pbxs, round);
		for (const name of waves) {
			const workflow = await whispering(owned, pathOf(`${name} ${round}`), credential);
			if (name === forgotten) pbxs.http.forgetTokens();
			seen.set(name, [await manyExecutions(owned, pbxs, team, workflow)]);
		}
	});
	return seen;
}

function credentialFor(
	{ session }: OwnedN8n,
	{ http: { url, account } }: Pbxs,
	round: number,
): Promise<CredentialRef> {
	return createPbxCredential(session, `workers ${round}`, { baseUrl: url, ...account });
}

interface Whispering {
	path: string;
	workflow: WorkflowRef;
}

/** One whisper for each call of the webhook. */
async function whispering(
	{ session }: OwnedN8n,
	path: string,
	credential: CredentialRef,
): Promise<Whispering> {
	const node = pbxNode({ credential, inFlight: 5, request: '$json.body' });
	const workflow = await createWorkflow(session, inBackground(path, [node]));
	await activateWorkflow(session, workflow);
	return { path, workflow };
}

async function manyExecutions(
	{ n8n, session }: OwnedN8n,
	{ http }: Pbxs,
	team: readonly Worker[],
	{ path, workflow }: Whispering,
): Promise<Wave> {
	const before = team.map((worker) => worker.executions().length);
	const traffic = await trafficOf(http, executions, async () => {
		const calls = whisperRequests(executions).map(async (request, n) => {
			await sleep(n * interval);
			await callWebhook(n8n.url, path, request);
		});
		await Promise.all(calls);
		await newestFinished(session, workflow, executions);
		await refuseFailed(session, workflow);
	});
	const byWorker = team.map((worker, n) => worker.executions().length - (before[n] ?? 0));
	return { traffic, byWorker };
}

async function refuseFailed(session: RestSession, workflow: WorkflowRef): Promise<void> {
	const all = await executionsOf(session, workflow);
	const failed = all.find(({ status }) => status !== 'success');
	if (failed === undefined) return;
	const { error } = await readExecution(session, failed.id);
	const message = `Two workers: an execution ended with ${failed.status}: ${error?.message}`;
	throw message.includes('SQLITE_BUSY') ? new DatabaseLocked(message) : new Error(message);
}
