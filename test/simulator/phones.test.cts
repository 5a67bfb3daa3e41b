import type { MonitorRequest } from '../../pbx/model/monitoring';
import { standingClock } from '../../simulator/clock.cts';
import { InMemoryPbx } from '../../simulator/model/inMemory/inMemoryPbx.cts';
import { defaultOffice } from '../../simulator/model/office.cts';
import type { UnmetCondition } from '../../simulator/model/pbxModel.cts';
import type { PhoneState } from '../../simulator/model/pbxState.cts';

const customer = '0151234567';
const whisper: MonitorRequest = { mode: 'whisper', supervisor: '101', monitored: '106' };

let pbx: InMemoryPbx;

beforeEach(() => {
	pbx = new InMemoryPbx(
		{ ...defaultOffice(), calls: [] },
		standingClock(new Date('2020-05-20T01:36:08Z')),
	);
});

async function stateOf(number: string): Promise<PhoneState | undefined> {
	return (await pbx.extensions()).find((each) => each.number === number)?.state;
}

async function callsOf(number: string) {
	return (await pbx.extensions()).find((each) => each.number === number)?.calls;
}

function customerCalls(to: string, answered?: 'ringing'): string {
	const call = pbx.startCall({ direction: 'inbound', from: customer, to, answered });
	if (typeof call === 'string') throw new Error(call);
	return call.callId;
}

describe('a monitoring leg', () => {
	it('makes the supervisor busy and ends with the monitored call', async () => {
		const callId = customerCalls('106');
		await pbx.monitor(whisper, 'one');
		expect(await stateOf('101')).toBe('inCall');

		pbx.endCall(callId);

		expect(await stateOf('101')).toBe('idle');
		expect(pbx.monitoringLegs()).toEqual([]);
	});

	it('ends when the supervisor hangs up, and the monitored call goes on', async () => {
		customerCalls('106');
		await pbx.monitor(whisper, 'one');

		expect(await pbx.hangUp('101')).toBe('done');

		expect(await stateOf('101')).toBe('idle');
		expect(await stateOf('106')).toBe('inCall');
	});

	it('rings until it is picked up where the phone does not answer by itself', async () => {
		customerCalls('106');
		expect(await pbx.monitor({ ...whisper, supervisor: '105' }, 'one')).toBe('calling');
		expect(await stateOf('105')).toBe('ringing');
		expect(pbx.pickUp('105')).toBe('done');
		expect(await stateOf('105')).toBe('inCall');
		expect(pbx.pickUp('105')).toBe('notRinging');
	});

	it('is gone when the ringing phone is declined', async () => {
		customerCalls('106');
		await pbx.monitor({ ...whisper, supervisor: '105' }, 'one');
		expect(pbx.decline('105')).toBe('done');
		expect(await stateOf('105')).toBe('idle');
		expect(await stateOf('106')).toBe('inCall');
	});

	it('is what hang-up ends while a second call only rings', async () => {
		customerCalls('106');
		await pbx.monitor(whisper, 'one');
		customerCalls('101', 'ringing');
		await pbx.hangUp('101');
		expect(pbx.monitoringLegs()).toEqual([]);
		expect(await stateOf('101')).toBe('ringing');
	});

	it('goes on hold when the supervisor takes another call', async () => {
		customerCalls('106');
		await pbx.monitor(whisper, 'one');
		customerCalls('101', 'ringing');
		pbx.pickUp('101');
		expect(pbx.whoHearsWhom()).toContainEqual({ listener: '106', hears: [customer] });
	});

	it('stops ringing when the monitored call ends first', async () => {
		const callId = customerCalls('106');
		await pbx.monitor({ ...whisper, supervisor: '105' }, 'one');
		pbx.endCall(callId);
		expect(await stateOf('105')).toBe('idle');
		expect(pbx.pickUp('105')).toBe('notRinging');
	});

	it('follows the held call to its end, too', async () => {
		customerCalls('106');
		await pbx.hold('106', 'on');
		expect(await pbx.monitor(whisper, 'one')).toBe('calling');
		await pbx.hangUp('106');
		expect(await stateOf('101')).toBe('idle');
	});

	it('ends when the monitored extension transfers its call', async () => {
		const callId = customerCalls('106');
		await pbx.monitor(whisper, 'one');
		await pbx.transfer({ callId, transferor: '106', to: '107' });
		expect(await stateOf('101')).toBe('idle');
	});
});

describe('a monitoring request is refused', () => {
	interface Refusal {
		why: string;
		change?: Partial<MonitorRequest>;
		unmet: UnmetCondition[];
		before?: () => void;
	}

	const refusals: Refusal[] = [
		{ why: 'for an unknown supervisor', change: { supervisor: '999' }, unmet: ['noExtension'] },
		{ why: 'for an unknown agent', change: { monitored: '999' }, unmet: ['noExtension'] },
		{
			why: 'for an agent without a call who may not be monitored',
			change: { monitored: '100' },
			unmet: ['noCall', 'monitoringNotAllowed'],
		},
		{
			why: 'for an agent whose phone only rings',
			change: { monitored: '107' },
			unmet: ['noCall'],
			before: () => customerCalls('107', 'ringing'),
		},
		{
			why: 'for a supervisor who is in a call',
			unmet: ['notIdle'],
			before: () => customerCalls('101'),
		},
		{
			why: 'for a supervisor whose phone rings',
			unmet: ['notIdle'],
			before: () => customerCalls('101', 'ringing'),
		},
		{
			why: 'for an unregistered supervisor',
			change: { supervisor: '110' },
			unmet: ['notIdle'],
		},
		{
			why: 'for an agent who may not be monitored',
			change: { monitored: '108' },
			unmet: ['monitoringNotAllowed'],
			before: () => customerCalls('108'),
		},
		{
			why: 'for a supervisor without permission',
			change: { supervisor: '100' },
			unmet: ['modeNotAllowed'],
		},
		{
			why: 'for a supervisor with another mode',
			change: { supervisor: '103' },
			unmet: ['modeNotAllowed'],
		},
	];

	it.each(refusals)('$why', async ({ change, unmet, before }) => {
		customerCalls('106');
		before?.();
		expect(await pbx.monitor({ ...whisper, ...change }, 'one')).toEqual(unmet);
		expect(pbx.monitoringLegs()).toEqual([]);
	});

	it.each([
		['102', 'whisper'],
		['103', 'listen'],
		['104', 'bargeIn'],
	] as const)('%s may %s and nothing else', async (supervisor, allowed) => {
		customerCalls('106');
		for (const mode of ['listen', 'whisper', 'bargeIn'] as const) {
			const result = await pbx.monitor({ mode, supervisor, monitored: '106' }, 'one');
			expect(result).toEqual(mode === allowed ? 'calling' : ['modeNotAllowed']);
			await pbx.hangUp(supervisor);
		}
	});

	it('for a second listener, where only one is allowed', async () => {
		customerCalls('106');
		await pbx.monitor({ ...whisper, mode: 'listen' }, 'one');
		const second = { ...whisper, mode: 'listen', supervisor: '103' } as const;
		expect(await pbx.monitor(second, 'one')).toEqual(['alreadyListenedTo']);
		expect(await pbx.monitor(second, 'any')).toBe('calling');
	});

	it('for the leading-zero twin: 0101 is not 101', async () => {
		customerCalls('106');
		await pbx.monitor({ ...whisper, supervisor: '0101' }, 'one');
		expect(await stateOf('0101')).toBe('inCall');
		expect(await stateOf('101')).toBe('idle');
	});
});

describe('calls', () => {
	it('have ids of unix seconds and a counter', () => {
		expect(customerCalls('106')).toBe('1589938568.1');
		expect(customerCalls('107')).toBe('1589938568.2');
	});

	it('put the earlier call of a phone on hold', async () => {
		customerCalls('106');
		pbx.startCall({ direction: 'internal', from: '100', to: '106' });
		expect(await stateOf('106')).toBe('inCall');
		expect((await callsOf('106'))?.map((call) => call.direction)).toEqual(['internal', 'inbound']);
		await pbx.hangUp('106');
		expect(await stateOf('106')).toBe('onHold');
		expect(await stateOf('100')).toBe('idle');
		expect(await pbx.hold('106', 'off')).toBe('done');
		expect(await stateOf('106')).toBe('inCall');
	});

	it('picked up put the earlier call on hold; taking that back holds the new one', async () => {
		customerCalls('106');
		pbx.startCall({ direction: 'internal', from: '100', to: '106', answered: 'ringing' });
		pbx.pickUp('106');
		expect(pbx.describeHearing()).toContain('106 holds 0151234567');
		await pbx.hold('106', 'off');
		expect(pbx.describeHearing()).toContain('0151234567 talks with 106');
		expect(pbx.describeHearing()).toContain('106 holds 100');
	});

	it('do not reach a phone without a line, nor itself', () => {
		const call = { direction: 'inbound', from: customer, to: '110' } as const;
		expect(pbx.startCall(call)).toBe('unreachable');
		expect(pbx.startCall({ direction: 'internal', from: '100', to: '100' })).toBe('unreachable');
		customerCalls('9998');
		expect(pbx.answerFromQueue('9998', '110')).toBe('unreachable');
	});

	it('dialled for two extensions ring the caller first, then the callee', async () => {
		await pbx.dial({ from: '100', to: '107', autoAnswer: false });
		expect([await stateOf('100'), await stateOf('107')]).toEqual(['ringing', 'idle']);
		pbx.pickUp('100');
		expect([await stateOf('100'), await stateOf('107')]).toEqual(['inCall', 'ringing']);
		pbx.pickUp('107');
		expect(pbx.describeHearing()).toEqual(['100 talks with 107']);
	});

	it('dialled with auto-answer ring the callee at once', async () => {
		await pbx.dial({ from: '100', to: '107', autoAnswer: true });
		expect([await stateOf('100'), await stateOf('107')]).toEqual(['inCall', 'ringing']);
	});

	it('dialled with auto-answer ring the caller where the phone cannot answer', async () => {
		await pbx.dial({ from: '105', to: '107', autoAnswer: true });
		expect([await stateOf('105'), await stateOf('107')]).toEqual(['ringing', 'idle']);
	});

	it.each([
		['busy', () => customerCalls('107')],
		['not to be disturbed', () => pbx.configure('107', { doNotDisturb: 'on' })],
		['unregistered', () => pbx.changePhone('107', { line: 'unregistered' })],
	])('end where the callee is %s', async (_why, before) => {
		await before();
		await pbx.dial({ from: '100', to: '107', autoAnswer: true });
		expect(await stateOf('100')).toBe('idle');
	});

	it('dialled out are over the trunk', async () => {
		await pbx.dialOut({ from: '106', to: customer, autoAnswer: true });
		expect(await pbx.trunkCalls('outbound')).toEqual([
			{
				id: '1589938568.1',
				direction: 'outbound',
				from: '106',
				to: customer,
				trunk: 'to-18-16-2',
				inside: { kind: 'extension', number: '106' },
				progress: 'ringing',
			},
		]);
		pbx.pickUp(customer);
		expect((await pbx.trunkCalls('outbound'))[0]?.progress).toBe('talking');
		expect(await pbx.trunkCalls('inbound')).toEqual([]);
	});

	it('are refused for a busy or unknown caller', async () => {
		customerCalls('106');
		const from106 = { from: '106', to: '107', autoAnswer: false } as const;
		expect(await pbx.dial(from106)).toBe('notIdle');
		expect(await pbx.dial({ ...from106, from: '999' })).toBe('noExtension');
		expect(await pbx.dial({ ...from106, from: '100', to: '999' })).toBe('noExtension');
		expect(await pbx.dialOut({ ...from106, from: '100', to: '107' })).toBe('noTrunk');
	});

	it('transferred drop the transferor and ring the new party', async () => {
		const callId = customerCalls('106');
		expect(await pbx.transfer({ callId, transferor: '106', to: '107' })).toBe('done');
		expect([await stateOf('106'), await stateOf('107')]).toEqual(['idle', 'ringing']);
		pbx.pickUp('107');
		expect(pbx.describeHearing()).toEqual(['0151234567 talks with 107']);
	});

	it('are not transferred by an extension that is not in them', async () => {
		const callId = customerCalls('106');
		expect(await pbx.transfer({ callId, transferor: '107', to: '100' })).toBe('noCall');
		expect(await pbx.transfer({ callId: '1.1', transferor: '106', to: '100' })).toBe('noCall');
		expect(await pbx.transfer({ callId, transferor: '106', to: '999' })).toBe('noExtension');
		expect(await stateOf('106')).toBe('inCall');
	});

	it('wait in a queue until a member answers', async () => {
		customerCalls('9998');
		expect(pbx.describeHearing()).toEqual(['0151234567 waits in queue 9998']);
		expect(await pbx.queue('9998')).toMatchObject({ waitingCallers: 1 });
		pbx.answerFromQueue('9998', '106');
		expect(pbx.describeHearing()).toEqual(['0151234567 talks with 106']);
		expect(await pbx.queue('9998')).toMatchObject({
			number: '9998',
			members: [
				{ number: '106', state: 'inCall' },
				{ number: '107', state: 'idle' },
				{ number: '109', state: 'idle' },
				{ number: '100', state: 'idle' },
			],
			waitingCallers: 0,
		});
		expect(await pbx.queue('9997')).toBe('noQueue');
	});

	it('end when the phone loses its line', async () => {
		customerCalls('106');
		pbx.changePhone('106', { line: 'unregistered' });
		expect(pbx.currentCalls()).toEqual([]);
		expect(await stateOf('106')).toBe('unavailable');
	});

	it('mute and hold need a call', async () => {
		expect(await pbx.mute('106', 'on')).toBe('noCall');
		expect(await pbx.hold('106', 'on')).toBe('noCall');
		expect(await pbx.hangUp('106')).toBe('noCall');
		expect(await pbx.hangUp('999')).toBe('noExtension');
	});

	it('end together with their mute', async () => {
		customerCalls('106');
		await pbx.mute('106', 'on');
		await pbx.hangUp('106');
		customerCalls('106');
		expect(pbx.describeHearing()).toEqual(['0151234567 talks with 106']);
	});
});

describe('the default office', () => {
	it('has an extension in every state that needs no accident', async () => {
		pbx = new InMemoryPbx(defaultOffice(), standingClock(new Date(0)));
		const states = Object.fromEntries(
			(await pbx.extensions()).map(({ number, state }) => [number, state]),
		);
		expect(states).toMatchObject({
			'101': 'idle',
			'109': 'onHold',
			'110': 'unavailable',
			'120': 'noPort',
		});
	});
});

describe('changing settings', () => {
	it('renumbers an idle extension', async () => {
		expect(await pbx.configure('107', { number: '207' })).toBe('configured');
		expect(await stateOf('207')).toBe('idle');
		expect(await stateOf('107')).toBeUndefined();
	});

	it('refuses a taken number, an unknown extension and a phone in use', async () => {
		customerCalls('106');
		expect(await pbx.configure('107', { number: '106' })).toBe('numberTaken');
		expect(await pbx.configure('999', { name: 'x' })).toBe('noExtension');
		expect(await pbx.configure('106', { number: '206' })).toBe('notIdle');
	});
});
