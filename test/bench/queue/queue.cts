import { z } from 'zod';
import { createPbxCredential } from '../../n8n/pbxCredential.cts';
import { startRedis } from '../../n8n/redis.cts';
import { callWebhook } from '../../n8n/webhook.cts';
import type { Worker } from '../../n8n/worker.cts';
import { activateWorkflow, createWorkflow } from '../../n8n/workflows.cts';
import type { Bench } from '../bench.cts';
import { withN8n, type MeasuredN8n } from '../house/house.cts';
import { inARow, pbxNode } from '../house/workflows.cts';
import { orders } from '../pbx/orders.cts';
import { withPbxs, type Pbxs } from '../pbx/pbxs.cts';
import { trafficOf, trafficShape } from '../pbx/traffic.cts';
import { circumstancesShape, type Values } from '../results/circumstances.cts';

/** What became of many executions at once, in one round. */
const waveShape = z.object({
	traffic: trafficShape,
	/** How many executions each worker began. */
	byWorker: z.array(z.number()),
});

export const queueShape = circumstancesShape.extend({
	executions: z.number(),
	/** By what the workers find: no session, the session of the wave before, one that the PBX forgot. */
	waves: z.array(z.object({ name: z.string(), rounds: z.array(waveShape) })),
});

export type Queue = z.infer<typeof queueShape>;
type Wave = z.infer<typeof waveShape>;

const executions = 60;
const workers = 2;

const waves = ['a credential that nobody has used', 'a session', 'a session that the PBX forgot'];

/** An n8n in queue mode whose workers share one credential. */
export async function measureQueue({ rounds, say }: Bench): Promise<Values<Queue>> {
	const redis = await startRedis(say);
	const measured = waves.map((name) => ({ name, rounds: [] as Wave[] }));
	const work = (pbxs: Pbxs) =>
		withN8n(
			say,
			async (house) => {
				const team = await Promise.all(
					Array.from({ length: workers }, () => house.n8n.startWorker()),
				);
				for (let round = 1; round <= rounds; round += 1) {
					say(`Two workers, round ${round} of ${rounds} …`);
					const path = await freshCredential(house, pbxs, round);
					for (const wave of measured) {
						if (wave.name === 'a session that the PBX forgot') pbxs.http.forgetTokens();
						wave.rounds.push(await allAtOnce(house, pbxs, team, path));
					}
				}
			},
			{ queue: redis },
		);
	try {
		await withPbxs(work);
		return { executions, waves: measured };
	} finally {
		await redis.close();
	}
}

/** A webhook's path: one whisper for each call, with a credential of its own. */
async function freshCredential(
	{ session }: MeasuredN8n,
	{ http: { url, account } }: Pbxs,
	round: number,
): Promise<string> {
	const name = `workers-${round}`;
	const credential = await createPbxCredential(session, name, { baseUrl: url, ...account });
	const node = pbxNode({ credential, inFlight: 5, order: '$json.body' });
	await activateWorkflow(session, await createWorkflow(session, inARow(name, [node])));
	return name;
}

async function allAtOnce(
	{ n8n }: MeasuredN8n,
	{ http }: Pbxs,
	team: readonly Worker[],
	path: string,
): Promise<Wave> {
	const before = team.map((worker) => worker.executions().length);
	const traffic = await trafficOf(http, executions, async () => {
		const answers = orders(executions).map((order) => callWebhook(n8n.url, path, order));
		const failed = (await Promise.all(answers)).find(({ status }) => status !== 200);
		if (failed)
			throw new Error(`Two workers: HTTP ${failed.status} ${JSON.stringify(failed.body)}`);
	});
	const byWorker = team.map((worker, n) => worker.executions().length - (before[n] ?? 0));
	return { traffic, byWorker };
}
