import { Failure } from '../../../../pbx/model/failure';
import { changed, driverOf, failureOf, RecordedPbx, type Answer } from './recordedPbx.cts';

async function statusOf(answer: Answer, time = 1_800_000_000_000) {
	const pbx = new RecordedPbx({ QueueStatus: answer });
	pbx.time = time;
	const status = await driverOf().connect(pbx.send, pbx.clock).queues?.status('6700');
	return { pbx, status };
}

async function agentsIn(answer: Answer, time?: number) {
	const { status } = await statusOf(answer, time);
	if (status === undefined || status instanceof Failure) throw new Error('no queue');
	return status.agents;
}

const fresh = { paused: false, callsTaken: 0 };

it('gives agents and waiting callers in one request', async () => {
	const { pbx, status } = await statusOf('queue-waiting');
	expect(status).toEqual({
		number: '6700',
		waitingCallers: 1,
		callers: [{ number: '0151234567', name: 'Customer', position: 1, waitingSeconds: 1 }],
		agents: [
			{ extension: '1002', state: 'ringing', rawState: '6', ...fresh },
			{ extension: '1003', state: 'ringing', rawState: '6', ...fresh },
		],
	});
	expect(pbx.sent).toHaveLength(1);
	expect(pbx.field('QueueStatus', 'Queue')).toBe('6700');
});

it('does not count a caller who talks to an agent as waiting', async () => {
	const { status } = await statusOf('queue-answered');
	expect(status).toMatchObject({
		waitingCallers: 0,
		callers: [],
		agents: [{ state: 'idle' }, { state: 'inCall' }],
	});
});

it.each([
	['0', 'unknown'],
	['1', 'idle'],
	['2', 'inCall'],
	['3', 'busy'],
	['4', 'invalid'],
	['5', 'unavailable'],
	['6', 'ringing'],
	['7', 'ringingInCall'],
	['8', 'onHold'],
	['9', 'unknown'],
])('reads the state %s as %s', async (status, state) => {
	const [agent] = await agentsIn(changed('queue-answered', ["status='1'", `status='${status}'`]));
	expect(agent).toEqual({ extension: '1002', state, rawState: status, ...fresh });
});

it('shows no name and no number of a caller who hides them', async () => {
	const { status } = await statusOf(
		changed(
			'queue-waiting',
			["calleridnum='0151234567'", "calleridnum='unknown'"],
			["calleridname='Customer'", "calleridname='unknown'"],
			["wait='1'", "wait=''"],
		),
	);
	expect(status).toMatchObject({ callers: [{ position: 1 }] });
	expect(JSON.stringify(status)).not.toContain('unknown');
});

it('shows why an agent pauses, and what the agent has done', async () => {
	const [paused] = await agentsIn('queue-paused-reason');
	expect(paused).toMatchObject({ state: 'paused', paused: true, pauseReason: 'lunch' });
	const [resumed] = await agentsIn(changed('queue-paused-reason', ["paused='1'", "paused='0'"]));
	expect(resumed).toMatchObject({ state: 'idle', paused: false, pauseReason: undefined });
	const [worked] = await agentsIn(
		changed(
			'queue-answered',
			["callstaken='0'", "callstaken='7'"],
			["lastcall='0'", "lastcall='1795457490'"],
		),
	);
	expect(worked).toMatchObject({ callsTaken: 7, lastCallAtMs: 1_795_457_490_000 });
});

it('shows who pauses, and who is in a call nevertheless', async () => {
	expect(await agentsIn('queue-paused')).toMatchObject([
		{ extension: '1002', state: 'paused', rawState: '1 paused' },
		{ extension: '1003', state: 'inCall', rawState: '2' },
	]);
	const talking = changed('queue-paused', ["status='1'", "status='2'"]);
	expect(await agentsIn(talking)).toMatchObject([{ state: 'inCall', rawState: '2 paused' }, {}]);
});

it('shows who rests after a call, until the wrap-up time is over', async () => {
	const rested = changed('queue-answered', ["lastcall='0'", "lastcall='1795457490'"]);
	const end = (1_795_457_490 + 5) * 1000;
	expect(await agentsIn(rested, end - 1)).toMatchObject([{ state: 'wrapUp' }, { state: 'inCall' }]);
	expect(await agentsIn(rested, end)).toMatchObject([{ state: 'idle' }, { state: 'inCall' }]);
});

it.each([
	['PJSIP/1002', 'PJSIP/1002', '1002'],
	['Local/0102@from-queue/n', 'hint:0102@ext-local', '0102'],
	['Agent/7', 'PJSIP/1002', '1002'],
	['SIP/door', 'SIP/door', 'SIP/door'],
])('knows the extension of %s', async (location, device, extension) => {
	const [agent] = await agentsIn(
		changed(
			'queue-answered',
			["location='PJSIP/1002'", `location='${location}'`],
			["stateinterface='PJSIP/1002'", `stateinterface='${device}'`],
		),
	);
	expect(agent?.extension).toBe(extension);
});

it('says that there is no such queue', async () => {
	const { status } = await statusOf('queue-unknown');
	expect(failureOf(status)).toMatchObject({
		kind: 'notFound',
		message: 'Queue 6700 does not exist on the PBX',
	});
});

it('says that the PBX has no queues at all', async () => {
	const { status } = await statusOf('unknown-command');
	expect(failureOf(status)).toMatchObject({
		kind: 'unsupported',
		message: 'The PBX has no action QueueStatus',
	});
});

it.each(['constructor', '__proto__', '99'])('does not know the agent state %j', async (status) => {
	const [agent] = await agentsIn(changed('queue-waiting', ["status='6'", `status='${status}'`]));
	expect(agent).toMatchObject({ state: 'unknown', rawState: status });
});
