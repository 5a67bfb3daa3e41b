import { Failure } from '../../../../../pbx/model/failure';
import type { LiveCall } from '../../../../../pbx/model/calls';
import {
	changed,
	driverOf,
	failureOf,
	recording,
	RecordedPbx,
	statusOf,
	type Answer,
} from '../recordedPbx.cts';

const hour = 3_600_000;

/** As of a plain Asterisk: an empty list. */
const noHints = 'channels-none';

/** The PBX's answer to the question for its channels, and what else it answers. */
function pbxWith(channels: Answer, answers: Record<string, Answer | Answer[]> = {}) {
	const pbx = new RecordedPbx({
		CoreShowChannels: channels,
		ExtensionStateList: noHints,
		DeviceStateList: 'device-states',
		...answers,
	});
	pbx.time = 100 * hour;
	const list = async () => await driverOf().connect(pbx.send, pbx.clock).calls?.list?.();
	return { pbx, list };
}

async function callsIn(
	channels: Answer,
	answers: Record<string, Answer | Answer[]> = {},
): Promise<LiveCall[]> {
	const calls = await pbxWith(channels, answers).list();
	if (calls === undefined || calls instanceof Failure) throw new Error('no list');
	return calls;
}

it('shows a call between two extensions once, with both', async () => {
	expect(await callsIn('channels-call')).toEqual([
		{
			direction: 'internal',
			id: expect.stringMatching(/^lab-/) as string,
			from: '1002',
			to: '1003',
			extensions: [
				{ number: '1002', name: 'Ext 1002', state: 'inCall' },
				{ number: '1003', name: 'Ext 1003', state: 'inCall' },
			],
			state: 'talking',
			startedAtMs: 100 * hour,
		},
	]);
});

it('shows when the call began, by its age', async () => {
	const old = changed('channels-call', ["duration='00:00:00'", "duration='27:10:05'"]);
	const [call] = await callsIn(old);
	expect(call?.startedAtMs).toBe(100 * hour - 27 * hour - 10 * 60_000 - 5_000);
});

it.each(['1e999', '00:10:00', 'Infinity', '-1', '', '9'.repeat(1_000)])(
	'lists a call whose age is %p, with a start that a date can hold',
	async (seconds) => {
		const { body, ...reply } = statusOf(recording('channels-call'));
		const odd = body.replaceAll("seconds='0'", `seconds='${seconds}'`);
		const [call] = await callsIn('channels-call', { Status: { ...reply, body: odd } });
		expect(call?.startedAtMs).toBe(100 * hour);
	},
);

it('asks nothing more when there is no call', async () => {
	const { pbx, list } = pbxWith('channels-none');
	expect(await list()).toEqual([]);
	expect(pbx.sent).toHaveLength(1);
});

it.each([
	[
		'outbound',
		'channels-outbound',
		'device-states-outbound',
		{ from: '1002', to: '0151234567', trunk: 'provider', state: 'talking' },
	],
	[
		'inbound',
		'channels-inbound-ringing',
		'device-states-inbound-ringing',
		{ from: '0151234567', to: '1002', trunk: 'provider', state: 'ringing' },
	],
	[
		'inbound',
		'channels-transferred',
		'device-states-outbound',
		{ from: '0151234567', to: '1003', trunk: 'provider', state: 'talking' },
	],
])('shows a call over a trunk: %s, %s', async (direction, channels, DeviceStateList, call) => {
	expect(await callsIn(channels, { DeviceStateList })).toMatchObject([{ direction, ...call }]);
});

it('takes the other end for the number when a macro hides what was dialled', async () => {
	const macro = changed('channels-outbound', ["exten='0151234567'", "exten='s'"]);
	expect(await callsIn(macro)).toMatchObject([{ from: '1002', to: '0151234567' }]);
});

it('shows a phone that rings', async () => {
	const DeviceStateList = 'device-states-inbound-ringing';
	expect(await callsIn('channels-inbound-ringing', { DeviceStateList })).toMatchObject([
		{ extensions: [{ number: '1002', state: 'ringing' }] },
	]);
});

it('shows the first phone of a call that is being dialled', async () => {
	expect(await callsIn('channels-first-leg')).toMatchObject([
		{ from: '1003', to: undefined, state: 'ringing', extensions: [{ number: '1003' }] },
	]);
});

it('leaves out a supervisor who monitors, or whose phone rings for it', async () => {
	const [call, ...others] = await callsIn('channels-monitored');
	expect(others).toEqual([]);
	expect(call?.extensions.map(({ number }) => number)).toEqual(['1002', '1003']);
	const ringing = changed('channels-first-leg', [
		'n8n-fixture',
		'n8n-spy-0123456789abcdef01234567',
	]);
	expect(await callsIn(ringing)).toEqual([]);
});

it('shows a caller in a queue as waiting, with the phones that ring', async () => {
	expect(await callsIn('channels-queue-waiting')).toMatchObject([
		{
			direction: 'inbound',
			from: '0151234567',
			to: '6700',
			state: 'waiting',
			extensions: [{ number: '1002' }, { number: '1003' }],
		},
	]);
});

it('sees through the channels that a queue puts between two parties', async () => {
	const DeviceStateList = 'device-states-queue-answered';
	expect(await callsIn('channels-queue-answered', { DeviceStateList })).toMatchObject([
		{ from: '0151234567', to: '1003', state: 'talking', extensions: [{ number: '1003' }] },
	]);
});

it('shows a call to an announcement without saying that two parties talk', async () => {
	expect(await callsIn('channels-application')).toMatchObject([
		{ direction: 'internal', from: '1002', to: undefined, state: 'unknown' },
	]);
});

it('shows each party of a conference as a call', async () => {
	expect(await callsIn('channels-conference')).toMatchObject([
		{ direction: 'inbound', from: '0151234567', to: '601', state: 'talking', extensions: [] },
		{ direction: 'internal', from: '1002', to: '601', state: 'talking' },
	]);
	const alone = changed('channels-conference', ["application='ConfBridge'", "application='Park'"]);
	expect(await callsIn(alone)).toMatchObject([{ state: 'unknown' }, { state: 'unknown' }]);
});

it('shows the same of a Status as of the channels of that moment', async () => {
	const recorded = await callsIn('channels-two-outbound', { Status: 'status-two-outbound' });
	const made = statusOf(recording('channels-two-outbound'), [
		'PJSIP/1002-00000000',
		'PJSIP/provider-00000001',
	]);
	expect(await callsIn('channels-two-outbound', { Status: made })).toEqual(recorded);
});

describe('the states of the extensions', () => {
	it('are those of their hints', async () => {
		const { pbx, list } = pbxWith('channels-call', {
			ExtensionStateList: changed('extension-states', ["status='1'", "status='8'"]),
		});
		expect(await list()).toMatchObject([
			{ extensions: [{ state: 'ringing' }, { state: 'ringing' }] },
		]);
		expect(actionsOf(pbx)).toEqual(['Status', 'ExtensionStateList']);
	});

	it('are those of their devices where there is no hint', async () => {
		const { pbx, list } = pbxWith('channels-call');
		expect(await list()).toMatchObject([
			{ extensions: [{ state: 'inCall' }, { state: 'inCall' }] },
		]);
		expect(actionsOf(pbx)).toEqual(['Status', 'ExtensionStateList', 'DeviceStateList']);
	});

	it.each(['ExtensionStateList', 'DeviceStateList'])(
		'are unknown where the PBX has no %s',
		async (action) => {
			expect(await callsIn('channels-call', { [action]: 'unknown-command' })).toMatchObject([
				{ from: '1002', to: '1003', extensions: [{ state: 'unknown' }, { state: 'unknown' }] },
			]);
		},
	);

	it('are not left out when the PBX cannot be asked for them', async () => {
		const { list } = pbxWith('channels-call', { ExtensionStateList: 'right-missing' });
		expect(failureOf(await list()).kind).toBe('forbidden');
	});
});

describe('a call on hold', () => {
	it('is one in which a channel waits', async () => {
		const Status = statusOf(recording('channels-held'), [channelOf('channels-held', '1003')]);
		const { pbx, list } = pbxWith('channels-held', {
			Status,
			DeviceStateList: 'device-states-held',
		});
		expect(await list()).toMatchObject([
			{
				state: 'onHold',
				extensions: [
					{ number: '1002', state: 'inCall' },
					{ number: '1003', state: 'onHold' },
				],
			},
		]);
		// With a variable that a channel's SIP thread has to read, Asterisk would freeze.
		expect(pbx.fields('Status', 'Variables')).toEqual(['CHANNEL(onhold)']);
	});

	it('is seen while the third party is asked', async () => {
		const channels = 'channels-consulting';
		const Status = statusOf(recording(channels), [channelOf(channels, '1003')]);
		expect(await callsIn(channels, { Status })).toMatchObject([
			{
				from: '1002',
				to: '1003',
				state: 'onHold',
				extensions: [{ number: '1002' }, { number: '1003' }, { number: '1004' }],
			},
		]);
	});

	it('is seen among several over one trunk', async () => {
		const Status = 'status-two-outbound';
		expect(await callsIn('channels-two-outbound', { Status })).toMatchObject([
			{ from: '1003', state: 'talking' },
			{ from: '1002', state: 'onHold' },
		]);
	});

	it('is unknown where the PBX does not say which channels wait', async () => {
		const Status = changed('status-two-outbound', ['(onhold)=1', '='], ['(onhold)=0', '=']);
		expect(await callsIn('channels-two-outbound', { Status })).toMatchObject([
			{ state: 'unknown' },
			{ state: 'unknown' },
		]);
	});
});

it('lists no calls of half a reply', async () => {
	const lost = recording('status-two-outbound');
	const half = { ...lost, body: lost.body.slice(0, lost.body.length / 2) };
	const { list } = pbxWith('channels-two-outbound', { Status: half });
	expect(failureOf(await list()).kind).toBe('invalidReply');
});

it.each([1, 2, 100])('lists %p calls over a trunk with as many requests as one', async (count) => {
	const { pbx, list } = pbxWith(trunkCalls(count));
	expect(await list()).toHaveLength(count);
	expect(actionsOf(pbx)).toEqual(['Status', 'ExtensionStateList', 'DeviceStateList']);
});

function actionsOf(pbx: RecordedPbx): string[] {
	return pbx.sent.map(({ action }) => action);
}

/** The channel of an extension's phone. */
function channelOf(channels: string, extension: string): string {
	const name = new RegExp(`channel='(PJSIP/${extension}-[^']*)'`);
	return name.exec(recording(channels).body)?.[1] ?? '';
}

/** The rows of that many calls over the trunk. */
function trunkCalls(count: number): Answer {
	const reply = recording('channels-outbound');
	const rows = reply.body.split('\n').filter((line) => line.includes("event='CoreShowChannel'"));
	const all = Array.from({ length: count }, (_, n) =>
		rows.map((row) =>
			row.replace(/(provider|1002)-0000/g, `$1-${1000 + n}`).replace(/lab-/g, `lab${n}-`),
		),
	);
	return { ...reply, body: reply.body.replace(rows.join('\n'), all.flat().join('\n')) };
}

it('names the right that the manager user lacks', async () => {
	const failure = failureOf(await pbxWith('right-missing').list());
	expect(failure.message).toBe('The manager user lacks the right `reporting`');
});
