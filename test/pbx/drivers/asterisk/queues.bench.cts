import { Failure } from '../../../../pbx/model/failure';
import type { QueueStatus } from '../../../../pbx/model/queue';
import { Bench } from '../../../../tools/asterisk/bench.cts';
import { queue, trunk } from '../../../../tools/asterisk/phones.cts';
import { until } from '../../../../tools/poll.cts';
import { realLine } from './realLine.cts';
import { failureOf } from './recordedPbx.cts';

const minute = 60_000;
const patience = 15_000;
let bench: Bench;

jest.setTimeout(minute);
beforeAll(async () => {
	bench = await Bench.open({ audioCapture: 'recordings' });
}, 5 * minute);
afterEach(async () => {
	await bench.hangUpAll();
	for (const name of ['B', 'C'] as const) await bench.setAnswering(name, 'auto');
});
afterAll(() => bench.close());

const queues = (user = Bench.users.n8n) => realLine(bench, { user }).pbx.queues;

async function whenAgentsAre(b: string, c: string): Promise<QueueStatus> {
	return await until(`agents to be ${b} and ${c}`, patience, async () => {
		const status = await queues()?.status(queue);
		if (status === undefined || status instanceof Failure) throw new Error('no queue');
		const [first, second] = status.agents;
		return first?.state === b && second?.state === c ? status : undefined;
	});
}

const pause = async (paused: 'true' | 'false') =>
	await bench.amiObserver.action({
		Action: 'QueuePause',
		Interface: 'PJSIP/1002',
		Queue: queue,
		Paused: paused,
	});

it('follows a caller from waiting to the wrap-up of the agent', async () => {
	await whenAgentsAre('idle', 'idle');
	await bench.setAnswering('B', 'manual');
	await bench.setAnswering('C', 'manual');
	await bench.phone('D').dialFromOutside(queue);
	const ringing = { state: 'ringing', rawState: '6', paused: false, callsTaken: 0 };
	const customer = { number: trunk.customer, name: 'Customer', position: 1 };
	expect(await whenAgentsAre('ringing', 'ringing')).toEqual({
		number: queue,
		waitingCallers: 1,
		callers: [{ ...customer, waitingSeconds: expect.any(Number) as number }],
		agents: [
			{ extension: '1002', ...ringing },
			{ extension: '1003', ...ringing },
		],
	});
	const waited = await until('a caller who waits for two seconds', patience, async () => {
		const [caller] = (await whenAgentsAre('ringing', 'ringing')).callers ?? [];
		return caller?.waitingSeconds === 2 ? caller : undefined;
	});
	expect(waited).toMatchObject(customer);
	await bench.phone('B').answer();
	expect(await whenAgentsAre('inCall', 'idle')).toMatchObject({ waitingCallers: 0, callers: [] });
	const endedAfterMs = Date.now();
	await bench.hangUpAll();
	const [worked] = (await whenAgentsAre('wrapUp', 'idle')).agents;
	expect(worked).toMatchObject({ callsTaken: 1 });
	// In whole seconds.
	expect(worked?.lastCallAtMs).toBeGreaterThan(endedAfterMs - 1_000);
	await whenAgentsAre('idle', 'idle');
});

it('shows an agent who is reached through a Local channel', async () => {
	await whenAgentsAre('idle', 'idle');
	await bench.setAnswering('B', 'manual');
	await bench.phone('D').dialFromOutside(queue);
	await whenAgentsAre('idle', 'inCall');
});

it('shows a call outside of the queue, a pause and a phone that is off', async () => {
	await whenAgentsAre('idle', 'idle');
	await pause('true');
	await whenAgentsAre('paused', 'idle');
	await bench.call('B', 'D');
	expect(await whenAgentsAre('inCall', 'idle')).toMatchObject({
		agents: [{ rawState: '2 paused' }, {}],
	});
	await pause('false');
	await bench.switchOff('C');
	await whenAgentsAre('inCall', 'unavailable');
	await bench.switchOn('C', 'auto');
});

it('says that there is no such queue', async () => {
	const failure = failureOf(await queues()?.status('9999'));
	expect(failure.kind).toBe('notFound');
	expect(failure.message).toBe('Queue 9999 does not exist on the PBX');
});

it('needs no right but to sign in', async () => {
	expect(await queues(Bench.users.nothing)?.status(queue)).toMatchObject({ number: queue });
});
