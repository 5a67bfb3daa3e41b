import { Failure } from '../../../../pbx/model/failure';
import type { QueueAgent, Queues } from '../../../../pbx/model/queue';
import { Bench } from '../../../../tools/asterisk/bench.cts';
import { emptyQueue, extensionOf, localQueue, queue } from '../../../../tools/asterisk/phones.cts';
import { realLine } from './realLine.cts';
import { failureOf } from './recordedPbx.cts';

const minute = 60_000;
let bench: Bench;

jest.setTimeout(minute);
beforeAll(async () => {
	bench = await Bench.open({ audioCapture: 'recordings' });
}, 5 * minute);
afterAll(() => bench.close());

const line = (user = Bench.users.n8n) => {
	const { pbx, sent } = realLine(bench, { user });
	return { queues: pbx.queues as Required<Queues>, sent };
};

const agentIn = async (name: string, extension: string): Promise<QueueAgent | undefined> => {
	const status = await line().queues.status(name);
	if (status instanceof Failure) throw new Error(status.message);
	return status.agents.find((agent) => agent.extension === extension);
};

/** How Asterisk itself names the members of a queue. */
const membersOf = async (name: string) => {
	const { items } = await bench.amiObserver.action({ Action: 'QueueStatus', Queue: name });
	return items
		.filter(({ event }) => event === 'QueueMember')
		.map(({ location, stateinterface, membership }) => [location, stateinterface, membership]);
};

const { A, B, C, D } = extensionOf;

describe('a pause', () => {
	it.each([B, C])('of %s in one queue, with its reason, until it ends', async (extension) => {
		const { queues } = line();
		expect(await queues.pauseAgent({ extension, queue, reason: 'lunch & learn' })).toBe('done');
		expect(await agentIn(queue, extension)).toMatchObject({
			state: 'paused',
			paused: true,
			pauseReason: 'lunch & learn',
		});
		expect(await queues.resumeAgent({ extension, queue })).toBe('done');
		expect(await agentIn(queue, extension)).toMatchObject({ state: 'idle', paused: false });
	});

	it('in one queue leaves the others alone; without a queue it is one of all', async () => {
		const { queues, sent } = line();
		await queues.pauseAgent({ extension: C, queue });
		expect(await agentIn(localQueue, C)).toMatchObject({ paused: false });
		sent.length = 0;
		expect(await queues.pauseAgent({ extension: C })).toBe('done');
		expect(sent).toEqual(['QueueStatus', 'QueuePause']);
		expect(await agentIn(localQueue, C)).toMatchObject({ paused: true });
		expect(await queues.resumeAgent({ extension: C })).toBe('done');
		for (const name of [queue, localQueue]) {
			expect(await agentIn(name, C)).toMatchObject({ paused: false });
		}
	});

	it('of who is no agent', async () => {
		const { queues } = line();
		const failure = failureOf(await queues.pauseAgent({ extension: A, queue }));
		expect(failure.message).toBe(`Extension ${A} is not an agent of queue ${queue}`);
	});
});

describe('an agent who is added', () => {
	afterEach(async () => {
		for (const name of [queue, localQueue, emptyQueue]) await line().queues.removeAgent(name, D);
	});

	it.each([
		[queue, [`PJSIP/${D}`, `PJSIP/${D}`, 'dynamic']],
		[localQueue, [`Local/${D}@internal/n`, `hint:${D}@internal`, 'dynamic']],
		[emptyQueue, [`PJSIP/${D}`, `PJSIP/${D}`, 'dynamic']],
	])(
		'to queue %s is named as its members are, is idle, and can be removed',
		async (name, member) => {
			const { queues } = line();
			expect(await queues.addAgent(name, D)).toBe('done');
			expect(await membersOf(name)).toContainEqual(member);
			expect(await agentIn(name, D)).toMatchObject({ state: 'idle', paused: false });
			const again = failureOf(await queues.addAgent(name, D));
			expect(again.message).toBe(`Extension ${D} is an agent of queue ${name} already`);
			expect(await queues.removeAgent(name, D)).toBe('done');
			expect(await agentIn(name, D)).toBeUndefined();
			const gone = failureOf(await queues.removeAgent(name, D));
			expect(gone.message).toBe(`Extension ${D} is not an agent of queue ${name}`);
		},
	);

	it('has to exist', async () => {
		const failure = failureOf(await line().queues.addAgent(queue, '1999'));
		expect(failure.message).toBe('Extension 1999 does not exist on the PBX');
		expect(await agentIn(queue, '1999')).toBeUndefined();
	});
});

it('does not remove an agent of queues.conf', async () => {
	const failure = failureOf(await line().queues.removeAgent(queue, B));
	expect(failure).toMatchObject({
		kind: 'refused',
		message: `Extension ${B} is set up in queue ${queue} for good`,
	});
	expect(await agentIn(queue, B)).toMatchObject({ state: 'idle' });
});

it('says that there is no such queue', async () => {
	const { queues } = line();
	for (const result of [
		await queues.pauseAgent({ extension: B, queue: '9999' }),
		await queues.addAgent('9999', D),
		await queues.removeAgent('9999', B),
	]) {
		expect(failureOf(result).message).toBe('Queue 9999 does not exist on the PBX');
	}
});

it('needs the right `agent`, and says so', async () => {
	// What a manager user had before there were these commands.
	const { queues } = line(Bench.users.noEvents);
	for (const result of [
		await queues.pauseAgent({ extension: B, queue }),
		await queues.resumeAgent({ extension: B }),
		await queues.addAgent(queue, D),
		await queues.removeAgent(queue, B),
	]) {
		expect(failureOf(result)).toMatchObject({
			kind: 'forbidden',
			message: 'The manager user lacks the right `agent`',
		});
	}
	expect(await agentIn(queue, B)).toMatchObject({ paused: false });
	expect(await agentIn(queue, D)).toBeUndefined();
});
