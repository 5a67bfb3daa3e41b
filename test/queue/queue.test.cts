import type { Simulator } from '../../simulator/simulator.cts';
import { bareTrigger } from '../../tools/n8n/api/bareTrigger.cts';
import type { CredentialRef } from '../../tools/n8n/api/credentials.cts';
import {
	countExecutions,
	executionsOf,
	newestFinished,
	readExecution,
} from '../../tools/n8n/api/executions.cts';
import { deactivateWorkflow, type WorkflowRef } from '../../tools/n8n/api/workflows.cts';
import { poll, until } from '../../tools/poll.cts';
import { activate, type Cluster, crmEvent, log, openCluster, shares } from './cluster.cts';
import { customer, moreHeartbeats, newPbx, reportRecord, whispersOf } from './simulatedPbx.cts';

let cluster: Cluster;
let simulator: Simulator;
let credential: CredentialRef;
const published: WorkflowRef[] = [];

beforeAll(async () => {
	cluster = await openCluster();
}, 400_000);

beforeEach(async () => {
	({ simulator, credential } = await newPbx(cluster));
});

afterEach(async () => {
	for (const workflow of published.splice(0)) await deactivateWorkflow(cluster.session, workflow);
	await simulator.close();
});

afterAll(() => cluster?.close());

async function publishTrigger(name: string, events: string[]): Promise<WorkflowRef> {
	const parameters = { events, filters: {}, options: { heartbeatInterval: 1 } };
	const workflow = await activate(cluster, bareTrigger(name, parameters), credential);
	published.push(workflow);
	await moreHeartbeats(simulator, 2);
	return workflow;
}

async function publishCrmEvent(path: string) {
	const crm = await crmEvent(cluster, path, credential);
	published.push(crm.workflow);
	return crm;
}

/** Waits for so many executions, and until no more come for three heartbeats. */
async function settled(workflow: WorkflowRef, wanted: number) {
	await poll(90_000, async () => {
		const now = await countExecutions(cluster.session, workflow, 'success');
		return now >= wanted ? true : undefined;
	});
	await moreHeartbeats(simulator, 3);
	return {
		all: await countExecutions(cluster.session, workflow),
		success: await countExecutions(cluster.session, workflow, 'success'),
	};
}

test('reports that two webhook processes get are executed once each, under one sign-in', async () => {
	const workflow = await publishTrigger('Records', ['callRecord']);
	simulator.switches.reportsInFlight = '10';
	const [first = 0, second = 0] = cluster.balancer.counts();

	const begun = await shares(cluster, async () => {
		for (let number = 0; number < 200; number += 1) reportRecord(simulator, number);
		await simulator.allReported();
		expect(await settled(workflow, 200)).toEqual({ all: 200, success: 200 });
	});

	const outcomes = simulator.deliveries.map((each) => each.outcomes.join());
	expect(new Set(outcomes)).toEqual(new Set(['200']));
	const [firstNow = 0, secondNow = 0] = cluster.balancer.counts();
	const processes = [firstNow - first, secondNow - second];
	log(`200 records: requests at the webhook processes ${processes.join(' + ')}`);
	log(`  executions of the workers ${begun.join(' + ')}`);
	expect(Math.min(...processes)).toBeGreaterThan(50);
	expect(Math.min(...begun)).toBeGreaterThan(0);
	expect(simulator.counters.signIns).toEqual({ accepted: 1, refused: 0 });
});

test('the two reports of one answered call may reach two processes: one or two executions, never more', async () => {
	const workflow = await publishTrigger('Answered', ['callAnswered']);
	const calls = 20;
	for (let number = 0; number < calls; number += 1) {
		const { pbx } = simulator;
		const from = `01512${String(number).padStart(5, '0')}`;
		pbx.startCall({ direction: 'inbound', from, to: '106', answered: 'ringing' });
		pbx.pickUp('106');
		await simulator.allReported();
		pbx.dropEverything();
	}

	const { all, success } = await settled(workflow, calls);

	log(`${calls} answered calls, each reported twice, at two webhook processes: ${all} executions`);
	expect(success).toBe(all);
	expect(all).toBeGreaterThanOrEqual(calls);
	expect(all).toBeLessThanOrEqual(2 * calls);
});

test('workers that begin together sign in once each at most, and share the session from then on', async () => {
	const { post } = await publishCrmEvent('together');
	const { pbx } = simulator;
	pbx.startCall({ direction: 'inbound', from: customer, to: '106' });
	const burst = () => Promise.all(Array.from({ length: 10 }, () => post('101', '106')));

	const begun = await shares(cluster, burst);
	const cold = simulator.counters.signIns.accepted;
	log(`10 at once without a session: ${begun.join(' + ')} executions, ${cold} sign-ins`);
	expect(Math.min(...begun)).toBeGreaterThan(0);
	expect(cold).toBeLessThanOrEqual(cluster.workers.length);

	const warm = await shares(cluster, async () => {
		await burst();
		await burst();
	});
	log(`20 more: ${warm.join(' + ')} executions`);
	expect(simulator.counters.signIns).toEqual({ accepted: cold, refused: 0 });
	expect(whispersOf(simulator)).toBe(1);
});

test('two workers whisper at once for the same supervisor: the PBX takes one order, the other is told why', async () => {
	const { post } = await publishCrmEvent('same-supervisor');
	const { pbx } = simulator;
	const rounds = 20;
	let apart = 0;
	for (let round = 1; round <= rounds; round += 1) {
		pbx.dropEverything();
		pbx.startCall({ direction: 'inbound', from: customer, to: '106' });
		pbx.startCall({ direction: 'inbound', from: '0301234567', to: '107' });
		const begun = await shares(cluster, async () => {
			const answers = await Promise.all([post('101', '106'), post('101', '107')]);
			expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
			const refused = answers.find(({ status }) => status === 409);
			expect(JSON.stringify(refused?.body)).toContain('Extension 101 is not idle');
		});
		if (begun.every((each) => each === 1)) apart += 1;
		expect(whispersOf(simulator)).toBe(round);
	}
	log(`${rounds} pairs of whispers for one supervisor, ${apart} of them on two workers`);
	expect(apart).toBeGreaterThan(0);
});

test('a worker is killed in the middle of a whisper: no second order; the execution says what became of it', async () => {
	const { post, workflow } = await publishCrmEvent('killed');
	const { pbx } = simulator;
	pbx.startCall({ direction: 'inbound', from: customer, to: '106' });
	simulator.faults.add({
		endpoint: 'extension/whisper',
		trouble: { kind: 'delayAfterActing', milliseconds: 8_000 },
	});
	const before = cluster.workers.map((worker) => worker.executions().length);
	const answered = post('101', '106').then(
		({ status, body }) => `HTTP ${status} ${JSON.stringify(body)}`,
		(error: unknown) => `no answer: ${String(error)}`,
	);
	await until('the whisper', 30_000, () =>
		pbx.whoHearsWhom().some(({ listener }) => listener === '101') ? true : undefined,
	);
	const index = cluster.workers.findIndex(
		(worker, n) => worker.executions().length > (before[n] ?? 0),
	);
	await cluster.workers[index]?.kill();
	const killedAt = Date.now();

	const { id, status } = await newestOver(workflow);
	const seconds = Math.round((Date.now() - killedAt) / 1000);
	log(`a worker was killed while it whispered: the execution is "${status}" ${seconds} s later`);
	log(`  its error: ${(await readExecution(cluster.session, id)).error?.message}`);
	log(`  the caller of the webhook: ${await answered}`);
	expect(status).not.toBe('success');
	cluster.workers[index] = await cluster.n8n.startWorker();
	pbx.dropEverything();
	pbx.startCall({ direction: 'inbound', from: customer, to: '106' });
	expect((await post('101', '106')).status).toBe(200);
	expect(whispersOf(simulator)).toBe(2);
	expect(simulator.journal.filter(({ endpoint }) => endpoint === 'extension/whisper')).toHaveLength(
		2,
	);
	expect(await executionsOf(cluster.session, workflow)).toHaveLength(2);
}, 400_000);

/** n8n looks for jobs whose worker is gone every half minute, and a job is held for a minute. */
async function newestOver(workflow: WorkflowRef) {
	const over = await poll(240_000, async () =>
		(await executionsOf(cluster.session, workflow)).find(
			({ status }) => !['new', 'running', 'waiting', 'unknown'].includes(status),
		),
	);
	if (over === undefined) throw new Error('the execution is still running after four minutes');
	return over;
}

test('PostgreSQL restarts: whispers, reports and the shared session go on afterwards', async () => {
	const { post, workflow: whispers } = await publishCrmEvent('database');
	const { pbx } = simulator;
	const whisper = async () => {
		pbx.dropEverything();
		pbx.startCall({ direction: 'inbound', from: customer, to: '106' });
		const answer = await post('101', '106');
		return answer.status === 200 ? true : undefined;
	};
	expect(await whisper()).toBe(true);
	const records = await publishTrigger('Database', ['callRecord']);
	const signIns = simulator.counters.signIns.accepted;

	await cluster.postgres.restart();
	const restartedAt = Date.now();
	await until('a whisper', 120_000, () => whisper().catch(() => undefined));
	log(`the first whisper after PostgreSQL: ${Math.round((Date.now() - restartedAt) / 1000)} s`);
	await moreHeartbeats(simulator, 1);
	reportRecord(simulator, 1);
	await simulator.allReported();

	expect((await newestFinished(cluster.session, records)).status).toBe('success');
	expect(await countExecutions(cluster.session, records)).toBe(1);
	expect((await newestFinished(cluster.session, whispers)).status).toBe('success');
	expect(simulator.counters.signIns).toEqual({ accepted: signIns, refused: 0 });
}, 400_000);
