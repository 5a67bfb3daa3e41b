import { Failure } from '../../../../pbx/model/failure';
import type { MonitorRequest } from '../../../../pbx/model/monitoring';
import { startMonitoring } from '../../../../pbx/supervision/startMonitoring';
import { Bench } from '../../../../tools/asterisk/bench.cts';
import { channelsOf } from '../../../../tools/asterisk/phones.cts';
import { until } from '../../../../tools/poll.cts';
import { realLine, type LineOptions } from './realLine.cts';
import { failureOf } from './recordedPbx.cts';

const minute = 60_000;
const [supervisor, agent, customer, other] = ['1001', '1002', '1003', '1004'] as const;
const patience = 10_000;
let bench: Bench;

jest.setTimeout(minute);
beforeAll(async () => {
	bench = await Bench.open({ audioCapture: 'recordings' });
}, 5 * minute);
afterEach(async () => {
	await bench.hangUpAll();
	await bench.setAnswering('A', 'byHeader');
	await bench.setAnswering('C', 'auto');
});
afterAll(() => bench.close());

async function start(change: Partial<MonitorRequest> = {}, options: LineOptions = {}) {
	const request = { mode: 'whisper', supervisor, monitored: agent, ...change } as const;
	return await startMonitoring(realLine(bench, options).pbx, request);
}

/** What the user reads, on two lines. */
async function refusalText(change: Partial<MonitorRequest> = {}, options: LineOptions = {}) {
	const { message, remedy } = failureOf(await start(change, options));
	return `${message}\n${remedy}`;
}

async function supervisorsPhoneIsQuiet(): Promise<void> {
	await until("the supervisor's phone to be quiet", patience, async () =>
		(await bench.channels('A')).length === 0 ? true : undefined,
	);
}

/** Whom ChanSpy monitors since that moment, as the AMI observer saw it. */
function spied(since: number): string[] {
	return bench.amiObserver
		.events({ event: 'ChanSpyStart' }, since)
		.map(({ spyeechannel = '' }) => spyeechannel);
}

describe('monitoring starts', () => {
	it('on the call that the agent made, and says which', async () => {
		const { callerChannel } = await bench.call('B', 'C');
		const since = bench.amiObserver.now();
		expect(await start()).toMatchObject({
			result: 'monitoring',
			call: { direction: 'internal', otherParty: customer },
		});
		expect(spied(since)).toEqual([callerChannel]);
	});

	it('on the call that the agent got', async () => {
		const { calledChannel } = await bench.call('C', 'B');
		const since = bench.amiObserver.now();
		expect(await start()).toMatchObject({ result: 'monitoring', call: { otherParty: customer } });
		expect(spied(since)).toEqual([calledChannel]);
	});

	it('on a phone that is picked up by hand', async () => {
		const phone = await bench.setAnswering('A', 'manual');
		await bench.call('B', 'C');
		const rang = phone.now();
		const started = start();
		await phone.ringing(rang);
		await phone.answer();
		expect(await started).toMatchObject({ result: 'monitoring' });
	});

	it("shows the agent's number on the supervisor's phone", async () => {
		await bench.call('B', 'C');
		await start({ mode: 'bargeIn' });
		const [leg] = await bench.channels('A');
		expect(leg).toMatchObject({ connectedlinenum: agent, connectedlinename: 'Barge-in 1002' });
	});

	it('and the extensions show who monitors whom', async () => {
		await bench.call('B', 'C');
		await start();
		const { extensions } = realLine(bench).pbx;
		expect(await extensions.query([supervisor])).toMatchObject([{ monitors: agent }]);
	});

	it('twice at the same time, for two agents', async () => {
		await bench.call('B', 'C');
		const { pbx } = realLine(bench);
		const order = { mode: 'whisper', supervisor, monitored: agent } as const;
		const both = await Promise.all([
			startMonitoring(pbx, order),
			startMonitoring(pbx, { ...order, supervisor: other, monitored: customer }),
		]);
		expect(both).toMatchObject([{ result: 'monitoring' }, { result: 'monitoring' }]);
	});
});

describe('of several calls of the agent', () => {
	it('the one that is talked on is monitored, not the one on hold', async () => {
		await bench.call('B', 'C');
		const { callerChannel } = await bench.call('B', 'D');
		const since = bench.amiObserver.now();
		expect(await start()).toMatchObject({ call: { otherParty: other } });
		expect(spied(since)).toEqual([callerChannel]);
	});

	it('and the extension shows them all', async () => {
		await bench.call('B', 'C');
		await bench.call('B', 'D');
		const found = await realLine(bench).pbx.extensions.query([agent]);
		if (found instanceof Failure) throw new Error(found.message);
		const parties = found.flatMap(({ calls = [] }) => calls.map(({ otherParty }) => otherParty));
		expect(parties.sort()).toEqual([customer, other]);
	});
});

describe('the user reads when', () => {
	it('the supervisor is not registered', async () => {
		await bench.call('B', 'C');
		await bench.switchOff('A');
		const text = await refusalText();
		await bench.switchOn('A', 'byHeader');
		expect(text).toBe(
			'Extension 1001 is not idle: its phone is not registered\n' +
				'Connect the phone of 1001, or choose another supervisor.',
		);
	});

	it('the supervisor does not exist', async () => {
		await bench.call('B', 'C');
		expect(await refusalText({ supervisor: '9999' })).toContain(
			'Extension 9999 does not exist on the PBX',
		);
	});

	it('the tenant prefix is wrong', async () => {
		await bench.call('B', 'C');
		const text = await refusalText({}, { fields: { tenantPrefix: 'T2_' } });
		expect(text).toContain('Extension 1002 is not in a call, but PJSIP/1002 is');
		expect(text).toContain('tenant');
	});

	it('the supervisor does not answer, and the phone stops ringing', async () => {
		await bench.setAnswering('A', 'manual');
		await bench.call('B', 'C');
		expect(await refusalText({ ringTimeoutMs: 1_000 })).toBe(
			'Extension 1001 did not answer within 1 s\n' +
				'Pick up the phone of 1001 when it rings, let it answer automatically, or let it ring longer.',
		);
		await supervisorsPhoneIsQuiet();
	});

	it('the supervisor is busy', async () => {
		await bench.setAnswering('A', 'busy');
		await bench.call('B', 'C');
		expect(await refusalText()).toContain('Extension 1001 did not take the call: it is busy');
	});

	it('the supervisor rejects the call', async () => {
		const phone = await bench.setAnswering('A', 'manual');
		await bench.call('B', 'C');
		const rang = phone.now();
		const text = refusalText();
		await phone.ringing(rang);
		await phone.reject();
		expect(await text).toContain('or the call was rejected');
	});

	it('the supervisor has a call: its second line does not ring', async () => {
		await bench.call('B', 'C');
		await bench.setAnswering('A', 'auto');
		await bench.call('D', 'A');
		const before = bench.amiObserver.now();
		expect(await refusalText()).toContain('Extension 1001 is not idle');
		expect(bench.amiObserver.events({ event: 'Newchannel' }, before)).toEqual([]);
	});

	it('the supervisor monitors already', async () => {
		await bench.call('B', 'C');
		await start();
		expect(await refusalText({ monitored: customer })).toContain(
			'Extension 1001 is not idle: it monitors extension 1002',
		);
	});

	it('the agent has no call', async () => {
		expect(await refusalText()).toBe(
			'Extension 1002 is not in a call\nStart when 1002 has answered a call.',
		);
		expect(await bench.channels('A')).toEqual([]);
	});

	it('the phone of the agent rings', async () => {
		const phone = await bench.setAnswering('C', 'manual');
		const rang = phone.now();
		await bench.phone('B').dial(customer);
		await phone.ringing(rang);
		expect(await refusalText({ monitored: customer })).toContain(
			'Extension 1003 is not in a call: its phone is still ringing',
		);
		expect(await refusalText()).toContain('Extension 1002 is not in a call: its call still rings');
	});

	it('the agent listens to an announcement', async () => {
		const since = bench.amiObserver.now();
		await bench.phone('B').dial('600');
		await bench.amiObserver.event({ event: 'Newexten', application: 'Echo' }, since);
		expect(await refusalText()).toContain(
			'Extension 1002 is not in a call: it is connected to Echo and to no other party',
		);
	});

	it('the call ends while the supervisor rings', async () => {
		const phone = await bench.setAnswering('A', 'manual');
		await bench.call('B', 'C');
		const rang = phone.now();
		const text = refusalText();
		await phone.ringing(rang);
		const since = bench.amiObserver.now();
		await bench.phone('C').hangup();
		await bench.amiObserver.event({ event: 'Hangup', channel: channelsOf('B') }, since);
		await phone.answer();
		expect(await text).toContain('Extension 1002 is not in a call');
		await supervisorsPhoneIsQuiet();
	});

	it('supervisor and agent are the same', async () => {
		await bench.call('B', 'C');
		const before = bench.amiObserver.now();
		expect(await refusalText({ supervisor: agent })).toContain('Choose two different extensions');
		expect(bench.amiObserver.events({ event: 'Newchannel' }, before)).toEqual([]);
	});

	it('ChanSpy is not loaded', async () => {
		await bench.call('B', 'C');
		const chanSpy = (LoadType: 'load' | 'unload') =>
			bench.amiObserver.action({ Action: 'ModuleLoad', LoadType, Module: 'app_chanspy.so' });
		await chanSpy('unload');
		const text = await refusalText().catch(String);
		await chanSpy('load');
		expect(text).toContain('Extension 1001 picked up, but left at once');
	});

	it('a number has a line break in it', async () => {
		await bench.call('B', 'C');
		const before = bench.amiObserver.now();
		const text = await refusalText({ supervisor: '1001\r\nAction: Originate' });
		expect(text).toContain('contains a character that cannot be sent to a PBX');
		expect(bench.amiObserver.events({ event: 'Newchannel' }, before)).toEqual([]);
	});
});

describe('no phone goes on ringing', () => {
	it('when the execution is cancelled', async () => {
		const phone = await bench.setAnswering('A', 'manual');
		await bench.call('B', 'C');
		const cancel = new AbortController();
		const rang = phone.now();
		const started = start({}, { cancelled: cancel.signal });
		await phone.ringing(rang);
		cancel.abort();
		expect(failureOf(await started).kind).toBe('cancelled');
		await supervisorsPhoneIsQuiet();
	});

	it.each([1, 2, 3, 4, 5, 6])(
		'when it is cancelled at once, whatever has been sent by then',
		async () => {
			await bench.setAnswering('A', 'manual');
			await bench.call('B', 'C');
			const cancel = new AbortController();
			const { pbx, sent } = realLine(bench, { cancelled: cancel.signal });
			const started = startMonitoring(pbx, { mode: 'listen', supervisor, monitored: agent });
			await until('the order to leave', patience, () =>
				sent.includes('Originate') ? true : undefined,
			);
			cancel.abort();
			expect(failureOf(await started).kind).toBe('cancelled');
			await supervisorsPhoneIsQuiet();
		},
	);

	it('when it is cancelled just after the supervisor picked up', async () => {
		await bench.call('B', 'C');
		const cancel = new AbortController();
		const since = bench.amiObserver.now();
		const started = start({}, { cancelled: cancel.signal });
		const pickedUp = { event: 'Newstate', channel: channelsOf('A'), channelstatedesc: 'Up' };
		await bench.amiObserver.event(pickedUp, since);
		cancel.abort();
		const result = await started;
		if (result instanceof Failure) await supervisorsPhoneIsQuiet();
		else expect(result).toMatchObject({ result: 'monitoring' });
	});
});

describe('a running monitoring', () => {
	const running = { supervisor, monitored: agent };

	it('is stopped from another execution, and the call goes on', async () => {
		await bench.call('B', 'C');
		await start();
		expect(await realLine(bench).pbx.monitoring.stop?.(running)).toBe('done');
		await supervisorsPhoneIsQuiet();
		expect(await bench.channels('B')).toHaveLength(1);
	});

	it('is stopped while the phone of the supervisor still rings, and the call goes on', async () => {
		const phone = await bench.setAnswering('A', 'manual');
		await bench.call('B', 'C');
		const rang = phone.now();
		const started = start();
		await phone.ringing(rang);
		expect(await realLine(bench).pbx.monitoring.stop?.(running)).toBe('done');
		expect(failureOf(await started).kind).toBe('refused');
		await supervisorsPhoneIsQuiet();
		expect(await bench.channels('B')).toHaveLength(1);
	});

	it('that rings for another agent is not stopped', async () => {
		const phone = await bench.setAnswering('A', 'manual');
		await bench.call('B', 'C');
		const rang = phone.now();
		const started = start();
		await phone.ringing(rang);
		const { monitoring } = realLine(bench).pbx;
		const refused = failureOf(await monitoring.stop?.({ supervisor, monitored: customer }));
		expect(refused.message).toBe('Extension 1001 does not monitor extension 1003');
		await phone.answer();
		expect(await started).toMatchObject({ result: 'monitoring' });
	});

	it('that is stopped twice says that there is none', async () => {
		await bench.call('B', 'C');
		await start();
		const { monitoring } = realLine(bench).pbx;
		await monitoring.stop?.(running);
		await supervisorsPhoneIsQuiet();
		const again = failureOf(await monitoring.stop?.(running));
		expect(again.message).toBe('Extension 1001 does not monitor extension 1002');
	});

	it('changes its mode without calling the supervisor again', async () => {
		await bench.call('B', 'C');
		await start({ mode: 'listen', allowModeChange: true });
		const before = bench.amiObserver.now();
		expect(await realLine(bench).pbx.monitoring.changeMode?.(running, 'whisper')).toBe('done');
		expect(bench.amiObserver.events({ event: 'Newchannel' }, before)).toEqual([]);
	});

	it('keeps its mode when the order did not allow a change', async () => {
		await bench.call('B', 'C');
		await start({ mode: 'listen' });
		const before = bench.amiObserver.now();
		const failure = failureOf(
			await realLine(bench).pbx.monitoring.changeMode?.(running, 'bargeIn'),
		);
		expect(failure.message).toBe('The mode in which 1001 monitors cannot be changed');
		expect(bench.amiObserver.events({ event: 'DTMFBegin' }, before)).toEqual([]);
	});
});
