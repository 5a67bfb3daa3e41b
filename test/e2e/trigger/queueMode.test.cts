import { bareTrigger } from '../../../tools/n8n/api/bareTrigger.cts';
import type { CredentialRef } from '../../../tools/n8n/api/credentials.cts';
import type { N8n } from '../../../tools/n8n/n8n.cts';
import { startWithOurPackage } from '../../../tools/n8n/install/ourPackage.cts';
import { poll } from '../../../tools/poll.cts';
import { type Redis, startRedis } from '../../../tools/n8n/process/redis.cts';
import { RestSession, testOwner } from '../../../tools/n8n/api/rest.cts';
import type { Worker } from '../../../tools/n8n/process/worker.cts';
import type { WorkflowRef } from '../../../tools/n8n/api/workflows.cts';
import '../setup/environment.cts';
import { credentialFor, heardBy } from '../simulatedPbx.cts';
import {
	activates,
	countExecutions,
	exampleWithTrigger,
	nextHeartbeat,
	removeTriggers,
} from './triggerWorkflow.cts';

// An n8n that hands its executions to two workers; trigger and heartbeat are the main process's.

let redis: Redis;
let n8n: N8n;
let workers: Worker[] = [];
let credential: CredentialRef;

beforeAll(async () => {
	redis = await startRedis(log);
	n8n = await startWithOurPackage(log, { queue: redis });
	workers = await Promise.all([n8n.startWorker(), n8n.startWorker()]);
	const session = await RestSession.setUpOwner(n8n.url, testOwner);
	globalThis.environment = { ...environment, n8n, session };
	credential = await credentialFor('PBX of the workers');
}, 400_000);

beforeEach(() => {
	const { simulator } = environment;
	simulator.pbx.dropEverything();
	simulator.restart('apiService');
	simulator.resetCounters();
	simulator.journal.length = 0;
});

afterEach(async () => {
	Object.assign(environment.simulator.switches, { reportCopies: 'one', reportsInFlight: '1' });
	await removeTriggers();
});

afterAll(async () => {
	await n8n?.close();
	await redis?.close();
});

function log(line: string): void {
	process.stdout.write(`${line}\n`);
}

/** How many executions of this file each worker has begun. */
function shares(): number[] {
	return workers.map((worker) => worker.executions().length);
}

/** A customer calls 106, who picks up; the supervisor whispers, and both calls end. */
async function whispersWhenAnswered(from: string): Promise<void> {
	const { pbx } = environment.simulator;
	pbx.startCall({ direction: 'inbound', from, to: '106', answered: 'ringing' });
	pbx.pickUp('106');
	await poll(30_000, () => (heardBy('101').length > 0 ? true : undefined));
	expect(heardBy('101')).toEqual([from, '106']);
	expect(heardBy('106')).toEqual([from, '101'].sort());
	pbx.dropEverything();
}

async function executions(workflow: WorkflowRef, wanted: number): Promise<number> {
	await poll(60_000, async () =>
		(await countExecutions(workflow, 'success')) >= wanted ? true : undefined,
	);
	await nextHeartbeat();
	return countExecutions(workflow);
}

test('a report starts a whisper on a worker; main and workers share one session', async () => {
	environment.simulator.switches.reportCopies = 'two';
	const workflow = await activates(exampleWithTrigger('vip-call-whisper.json'), credential);
	const before = shares();

	for (const last of [1, 2, 3, 4]) await whispersWhenAnswered(`015112345${last}`);

	expect(await executions(workflow, 4)).toBe(4);
	const begun = shares().map((each, index) => each - (before[index] ?? 0));
	log(`4 whispers, begun by the two workers: ${begun.join(' + ')}`);
	expect(begun.reduce((sum, each) => sum + each, 0)).toBe(4);
	expect(environment.simulator.counters.signIns.accepted).toBe(1);

	environment.simulator.restart('pbx');
	await nextHeartbeat();
	await whispersWhenAnswered('0151123455');

	expect(await executions(workflow, 5)).toBe(5);
	expect(environment.simulator.counters.signIns.accepted).toBe(2);
});

test('a burst is shared by the workers, and each report is executed once', async () => {
	Object.assign(environment.simulator.switches, { reportCopies: 'two', reportsInFlight: '10' });
	const answered = { events: ['callAnswered'], filters: {}, options: { heartbeatInterval: 1 } };
	const workflow = await activates(bareTrigger('Burst to workers', answered), credential);
	const before = shares();

	for (let number = 0; number < 50; number += 1) {
		const { pbx } = environment.simulator;
		const from = `01512${String(number).padStart(5, '0')}`;
		const call = pbx.startCall({ direction: 'inbound', from, to: '106', answered: 'ringing' });
		if (typeof call === 'string') throw new Error(call);
		pbx.pickUp('106');
		pbx.endCall(call.callId);
	}
	await environment.simulator.allReported();

	expect(await executions(workflow, 50)).toBe(50);
	const begun = shares().map((each, index) => each - (before[index] ?? 0));
	log(`50 answered calls, begun by the two workers: ${begun.join(' + ')}`);
	expect(begun.reduce((sum, each) => sum + each, 0)).toBe(50);
	expect(Math.min(...begun)).toBeGreaterThan(0);
});
