import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { poll } from '../../poll.cts';
import { runningClock } from '../../../simulator/clock.cts';
import { serveManualApi, type ManualApi } from '../../../simulator/manualApi.cts';
import { extensionSetup } from '../../../simulator/model/office.cts';
import { createPbxCredential } from '../../n8n/api/pbxCredential.cts';
import { callWebhook } from '../../n8n/api/webhook.cts';
import { activateWorkflow, createWorkflow, type WorkflowFile } from '../../n8n/api/workflows.cts';
import { withOwnedN8n, type OwnedN8n } from '../../n8n/ownedN8n.cts';
import type { BenchmarkSettings } from '../options.cts';
import { InstantPbx } from '../pbx/pbxs.cts';
import { whisperRequests, type WhisperRequest } from '../pbx/whisperRequests.cts';
import { circumstancesShape, type Values } from '../results/circumstances.cts';
import { pathOf } from '../workflows/measuredWorkflow.cts';
import { inBackground, pbxNode } from '../workflows/workflows.cts';
import { pollingLoop } from './pollingLoop.cts';

const situationShape = z.object({
	/** Executions that wait at once, each for the call of another agent. */
	waiting: z.number(),
	/** One for each round, while nothing happens. */
	requestsPerSecond: z.array(z.number()),
	/** Milliseconds from the agent's answer to the whisper order at the PBX; of every execution in each round. */
	milliseconds: z.array(z.array(z.number())),
});

export const supervisionShape = circumstancesShape.extend({
	rivals: z.array(z.object({ name: z.string(), situations: z.array(situationShape) })),
});

export type Supervision = z.infer<typeof supervisionShape>;

interface Rival {
	name: string;
	path: string;
	situations: Supervision['rivals'][number]['situations'];
}

export const waitingCounts = [1, 20, 200];

export const ownName = 'PBX node, Wait for Call';
export const loopName = 'HTTP Request, If and Wait in a loop';

/** So few calls say little: one execution alone is measured this often in each round. */
const repeatsOfOne = 5;
/** After this, all executions poll with the longest pause. */
const settleMs = 8_000;
const countedMs = 10_000;
/** The agents answer one after the other within this time, in no step with anybody's polls. */
const answersWithinMs = 10_000;

/** Executions that wait for the calls of 200 agents on one PBX. */
export async function measureSupervision({
	rounds,
	log,
}: BenchmarkSettings): Promise<Values<Supervision>> {
	const requests = whisperRequests(Math.max(...waitingCounts));
	const clock = runningClock();
	const office = { extensions: requests.flatMap(phones), trunk: 'trunk', queues: [], calls: [] };
	const phonesOfAll = new InstantPbx(office, clock);
	const pbx = await serveManualApi(phonesOfAll, { clock });
	try {
		return await withOwnedN8n(log, async (owned) => {
			const all = await rivals(owned, pbx);
			for (let round = 1; round <= rounds; round += 1) {
				for (const rival of all) {
					for (const situation of rival.situations) {
						log(
							`Supervision, round ${round} of ${rounds}: ${rival.name}, ${situation.waiting} waiting …`,
						);
						const run = new WaitingRun(owned, pbx, phonesOfAll, rival.path);
						const seen = await run.measure(requests.slice(0, situation.waiting));
						situation.requestsPerSecond.push(seen.requestsPerSecond);
						situation.milliseconds.push(seen.milliseconds);
					}
				}
			}
			return { rivals: all.map(({ name, situations }) => ({ name, situations })) };
		});
	} finally {
		await pbx.close();
	}
}

function phones({ supervisor, agent }: WhisperRequest) {
	return [
		extensionSetup({ number: supervisor, name: `Lead ${supervisor}`, monitorMode: 'all' }),
		extensionSetup({ number: agent, name: `Agent ${agent}`, allowBeingMonitored: true }),
	];
}

async function rivals(owned: OwnedN8n, { url, account }: ManualApi): Promise<Rival[]> {
	const credential = await createPbxCredential(owned.session, 'supervision', {
		baseUrl: url,
		...account,
	});
	const own = pbxNode({ credential, inFlight: 5, request: '$json.body' });
	own.parameters = { ...own.parameters, waitForCall: 600 };
	const files: Record<string, (path: string) => WorkflowFile> = {
		[ownName]: (path) => inBackground(path, [own]),
		[loopName]: (path) => pollingLoop(path, url, credential),
	};
	const all: Rival[] = [];
	for (const [name, fileOf] of Object.entries(files)) {
		const path = pathOf(`supervision ${name}`);
		await activateWorkflow(owned.session, await createWorkflow(owned.session, fileOf(path)));
		const situations = waitingCounts.map((waiting) => ({
			waiting,
			requestsPerSecond: [],
			milliseconds: [],
		}));
		all.push({ name, path, situations });
	}
	return all;
}

interface Measured {
	requestsPerSecond: number;
	milliseconds: number[];
}

class WaitingRun {
	constructor(
		private readonly owned: OwnedN8n,
		private readonly pbx: ManualApi,
		private readonly phones: InstantPbx,
		private readonly path: string,
	) {}

	/** Lets so many executions wait, counts their requests, and then lets the agents answer. */
	async measure(requests: readonly WhisperRequest[]): Promise<Measured> {
		const repeats = requests.length === 1 ? repeatsOfOne : 1;
		const all: Measured[] = [];
		for (let repeat = 0; repeat < repeats; repeat += 1) all.push(await this.once(requests));
		const perSecond = all.map(({ requestsPerSecond }) => requestsPerSecond);
		return {
			requestsPerSecond: perSecond.reduce((sum, one) => sum + one, 0) / repeats,
			milliseconds: all.flatMap(({ milliseconds }) => milliseconds),
		};
	}

	private async once(requests: readonly WhisperRequest[]): Promise<Measured> {
		this.phones.arrivals.clear();
		for (const request of requests) await callWebhook(this.owned.n8n.url, this.path, request);
		await sleep(settleMs);
		this.pbx.resetCounters();
		const begun = performance.now();
		await sleep(countedMs);
		const counted = Object.values(this.pbx.counters.requests).reduce((sum, one) => sum + one, 0);
		const requestsPerSecond = (counted / (performance.now() - begun)) * 1_000;
		return { requestsPerSecond, milliseconds: await this.answerAll(requests) };
	}

	private async answerAll(requests: readonly WhisperRequest[]): Promise<number[]> {
		const answeredAt = new Map<string, number>();
		for (const { supervisor, agent } of requests) {
			await sleep((answersWithinMs / requests.length) * Math.random() * 2);
			this.phones.startCall({ direction: 'inbound', from: '0150000000', to: agent });
			answeredAt.set(supervisor, performance.now());
		}
		const arrived = await poll(120_000, () =>
			requests.every(({ supervisor }) => this.phones.arrivals.has(supervisor)) ? true : undefined,
		);
		for (const { agent } of requests) await this.phones.hangUp(agent);
		if (arrived === undefined) throw new Error(`${this.path}: not every whisper arrived.`);
		return [...answeredAt].map(
			([supervisor, at]) => (this.phones.arrivals.get(supervisor) ?? 0) - at,
		);
	}
}
