import { Failure } from '../../../../../pbx/model/failure';
import type { MonitorRequest } from '../../../../../pbx/model/monitoring';
import { CallWatches } from '../../../../../pbx/supervision/watching/callWatches';
import { changeMode } from '../../../../../pbx/supervision/changeMode';
import type { SupervisionContext } from '../../../../../pbx/supervision/watching/context';
import { startSupervision } from '../../../../../pbx/supervision/startSupervision';
import { StateQueries } from '../../../../../pbx/supervision/watching/stateQueries';
import { stopMonitoring } from '../../../../../pbx/supervision/stopMonitoring';
import {
	changed,
	driverOf,
	failureOf,
	recording,
	RecordedPbx,
	type Answer,
} from '../recordedPbx.cts';

// A supervisor at a number that the dialplan reaches, and what answers at one for a prompt.

const mobile = { supervisor: '0151234567', supervisorIsNumber: true, monitored: '1002' } as const;
const whisper: MonitorRequest = { mode: 'whisper', ...mobile };

const usual: Record<string, Answer | Answer[]> = {
	CoreShowChannels: ['channels-call', 'channels-number-monitored'],
	ShowDialPlan: 'beep-dialplan',
	Originate: 'originate-answered',
	ExtensionStateList: 'extension-states',
	DeviceStateList: 'device-states',
	Hangup: 'hung-up',
	PlayDTMF: 'played-digit',
	AbsoluteTimeout: 'timeout-set',
};

function connected(answers: Record<string, Answer | Answer[]> = {}) {
	const recorded = new RecordedPbx({ ...usual, ...answers });
	const pbx = driverOf().connect(recorded.send, recorded.clock);
	const context: SupervisionContext = {
		startedAtMs: recorded.clock.now(),
		clock: recorded.clock,
		states: new StateQueries().asking('', pbx.extensions, recorded.clock),
		waitForCall: new CallWatches().waiting('', pbx.extensions, recorded.clock),
		yieldSlot: async (wait) => await wait(),
	};
	return { recorded, pbx, context, monitoring: pbx.monitoring };
}

const bare = {
	checkConditions: 'afterRefusal',
	ifAlreadyMonitoring: 'fail',
	fallbackSupervisors: [],
} as const;

/** The name of a channel in the recordings differs from one to the next. */
function targetIn(name: string): string {
	return /channel='(PJSIP\/1002-[0-9a-f]+)'/.exec(recording(name).body)?.[1] ?? '';
}

/** The call before it is monitored, with the names that it has afterwards. */
function before(name: string): Answer {
	const names = (one: string) =>
		[...new Set(recording(one).body.match(/PJSIP\/100[23]-[0-9a-f]+/g) ?? [])].sort();
	const later = names(name);
	return changed(
		'channels-call',
		...names('channels-call').map((own, n): [string, string] => [own, later[n] ?? '']),
	);
}

const numberMonitored = 'channels-number-monitored';
const beforeNumber = before(numberMonitored);
const numberCall = [beforeNumber, numberMonitored];

describe('the request to the PBX', () => {
	it('dials the number in the dialplan, by the id of the supervisor, and lets no phone answer by itself', async () => {
		const { recorded, monitoring } = connected({ CoreShowChannels: numberCall });
		expect(await monitoring?.start({ ...whisper, ringTimeoutMs: 20_000 })).toMatchObject({
			result: 'monitoring',
			call: { otherParty: '1003' },
		});
		expect(recorded.field('ShowDialPlan', 'Extension')).toBe('0151234567');
		expect(recorded.field('ShowDialPlan', 'Context')).toBe('internal');
		expect(recorded.field('Originate', 'ChannelId')).toBe('n8n-spy-0151234567');
		expect(recorded.field('Originate', 'Channel')).toBe('Local/0151234567@internal');
		expect(recorded.field('Originate', 'Data')).toBe(
			`${targetIn('channels-number-monitored')},uqESw`,
		);
		expect(recorded.field('Originate', 'Timeout')).toBe('20000');
		expect(recorded.fields('Originate', 'Variable')).toEqual([
			expect.stringMatching(/^N8N_ORDER=/),
		]);
	});

	it('is not sent for a number that the dialplan does not have', async () => {
		const { recorded, monitoring } = connected({ ShowDialPlan: 'missing-number' });
		expect(failureOf(await monitoring?.start(whisper))).toMatchObject({
			kind: 'notFound',
			message: 'The number 0151234567 cannot be dialled on the PBX',
		});
		expect(recorded.count('Originate')).toBe(0);
	});

	it('is not sent a second time while the number monitors', async () => {
		const { recorded, monitoring } = connected({ CoreShowChannels: 'channels-number-monitored' });
		expect(failureOf(await monitoring?.start(whisper)).message).toBe(
			'Number 0151234567 is not idle: it has a call',
		);
		expect(recorded.count('Originate')).toBe(0);
	});

	it('says of a number, and not of an extension, that it did not take the call', async () => {
		const { monitoring } = connected({ Originate: 'originate-failed' });
		expect(failureOf(await monitoring?.start(whisper)).message).toBe(
			'Number 0151234567 did not take the call: it is busy, or the call was rejected',
		);
	});
});

describe('supervision', () => {
	it('asks for the state of the agent only, and says that the number was not checked', async () => {
		const { pbx, context } = connected({
			CoreShowChannels: [beforeNumber, ...numberCall],
		});
		const options = { ...bare, checkConditions: 'beforeCalling' } as const;
		expect(await startSupervision(pbx, whisper, options, context)).toMatchObject({
			result: 'monitoring',
			unverified: [{ extension: '0151234567', condition: 'idle' }],
		});
	});

	it('finds the number on the call already', async () => {
		const { recorded, pbx, context } = connected({ CoreShowChannels: 'channels-number-monitored' });
		const options = { ...bare, ifAlreadyMonitoring: 'succeed' } as const;
		expect(await startSupervision(pbx, whisper, options, context)).toMatchObject({
			supervisor: '0151234567',
			existingMonitoring: 'kept',
		});
		expect(recorded.count('Originate')).toBe(0);
	});

	it('calls a fallback, which is an extension, when the number does not answer', async () => {
		const { recorded, pbx, context } = connected({ Originate: 'originate-failed' });
		const options = { ...bare, fallbackSupervisors: ['1001'] };
		failureOf(await startSupervision(pbx, whisper, options, context));
		const called = recorded.sent
			.filter(({ action }) => action === 'Originate')
			.map(({ fields }) => fields.find(([name]) => name === 'Channel')?.[1]);
		expect(called).toEqual(['Local/0151234567@internal', 'PJSIP/1001']);
	});
});

describe('a number that monitors', () => {
	it.each([
		['channels-number-monitored', 'monitoring'],
		['channels-number-ringing', 'ringing'],
	] as const)('is shown: %s', async (channels, state) => {
		const { monitoring } = connected({ CoreShowChannels: channels });
		expect(await monitoring?.monitoringsOf?.(mobile)).toEqual([{ monitored: '1002', state }]);
		expect(await monitoring?.monitoringsOf?.({ supervisor: '0151234567' })).toEqual([]);
	});

	it.each(['channels-number-monitored', 'channels-number-ringing'])(
		'is stopped by the id of its channel: %s',
		async (channels) => {
			const { recorded, pbx, context } = connected({ CoreShowChannels: channels });
			const { supervisor, supervisorIsNumber } = mobile;
			expect(await stopMonitoring(pbx, { supervisor, supervisorIsNumber }, context)).toEqual({
				result: 'stopped',
				monitored: '1002',
			});
			expect(recorded.count('Hangup')).toBe(1);
			expect(recorded.field('Hangup', 'Channel')).toBe('n8n-spy-0151234567');
		},
	);

	it('of another call is left alone', async () => {
		const { recorded, pbx, context } = connected({
			CoreShowChannels: 'channels-number-monitored',
		});
		const failure = failureOf(await stopMonitoring(pbx, { ...mobile, monitored: '1003' }, context));
		expect(failure.message).toBe(
			'Number 0151234567 does not monitor extension 1003: it monitors extension 1002',
		);
		expect(recorded.count('Hangup')).toBe(0);
	});

	it('is over: there is nothing to stop', async () => {
		const { pbx, context } = connected({ CoreShowChannels: 'channels-call' });
		expect(await stopMonitoring(pbx, mobile, context)).toEqual({
			result: 'notMonitoring',
			monitored: '1002',
		});
	});

	it('changes its mode in place', async () => {
		const { recorded, pbx, context } = connected({ CoreShowChannels: 'channels-number-monitored' });
		expect(await changeMode(pbx, { ...whisper, mode: 'bargeIn' }, context)).toEqual({
			result: 'monitoring',
			restarted: false,
		});
		expect(recorded.field('PlayDTMF', 'Channel')).toBe('n8n-spy-0151234567');
	});

	it('is called again for another mode that was not allowed', async () => {
		const fixed = changed('channels-number-monitored', ['uqESwd', 'uqESw']);
		const { recorded, pbx, context } = connected({
			// The mode change, the states, and the stop; then it is free, and is called again.
			CoreShowChannels: [fixed, fixed, fixed, fixed, beforeNumber, beforeNumber, numberMonitored],
		});
		expect(await changeMode(pbx, { ...whisper, mode: 'bargeIn' }, context)).toMatchObject({
			restarted: true,
		});
		expect([recorded.count('Hangup'), recorded.count('Originate')]).toEqual([1, 1]);
	});
});

describe('a prompt', () => {
	const prompt = { number: '701', monitored: '1002' };
	const promptCall = [before('channels-prompt'), 'channels-prompt'];

	it('is whispered by the id of the number and the agent', async () => {
		const { recorded, monitoring } = connected({ CoreShowChannels: promptCall });
		expect(await monitoring?.whisperPrompt?.(prompt)).toMatchObject({ result: 'monitoring' });
		expect(recorded.field('Originate', 'ChannelId')).toBe('n8n-spy-701-1002');
		expect(recorded.field('Originate', 'Channel')).toBe('Local/701@internal');
		expect(recorded.field('Originate', 'Data')).toBe(`${targetIn('channels-prompt')},uqESw`);
	});

	it('that is whispered to this agent now is not whispered again', async () => {
		const { recorded, monitoring } = connected({ CoreShowChannels: 'channels-prompt' });
		expect(failureOf(await monitoring?.whisperPrompt?.(prompt)).kind).toBe('refused');
		expect(recorded.count('Originate')).toBe(0);
	});

	it('is stopped by its number', async () => {
		const { recorded, pbx, context } = connected({ CoreShowChannels: 'channels-prompt' });
		const running = { supervisor: '701', supervisorIsNumber: true };
		expect(await stopMonitoring(pbx, running, context)).toMatchObject({ result: 'stopped' });
		expect(recorded.field('Hangup', 'Channel')).toBe('n8n-spy-701-1002');
	});
});

it('no number is left ringing when the execution is cancelled', async () => {
	const cancelled = new Failure('cancelled', 'Gone', 'Again.');
	const { recorded, monitoring } = connected({ Originate: cancelled });
	expect(failureOf(await monitoring?.start(whisper)).kind).toBe('cancelled');
	expect(recorded.field('Hangup', 'Channel')).toBe('n8n-spy-0151234567');
});
