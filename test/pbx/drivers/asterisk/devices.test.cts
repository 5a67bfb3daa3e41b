import { Failure } from '../../../../pbx/model/failure';
import { startMonitoring } from '../../../../pbx/supervision/startMonitoring';
import {
	changed,
	driverOf,
	failureOf,
	RecordedPbx,
	recording,
	type Answer,
} from './recordedPbx.cts';

// Rows of live systems: FreePBX and MikoPBX give one extension several devices.

const freePbx: [string, string] = [
	"hint='PJSIP/1002'",
	"hint='PJSIP/1002&amp;PJSIP/901002&amp;PJSIP/991002&amp;Custom:DND1002,CustomPresence:1002'",
];
const mikoPbx: [string, string] = ["hint='PJSIP/1002'", "hint='PJSIP/1002&amp;PJSIP/1002-WS'"];
const deviceAndUser: [string, string] = ["hint='PJSIP/1002'", "hint='PJSIP/7002'"];

/** The PBX whose extension 1002 talks on this device, and has this hint. */
function pbxOf(
	device: string,
	hint: [string, string],
	answers: Record<string, Answer | Answer[]> = {},
) {
	const onDevice: [string, string] = ['PJSIP/1002', device];
	const pbx = new RecordedPbx({
		CoreShowChannels: [changed('channels-call', onDevice), changed('channels-monitored', onDevice)],
		Originate: 'originate-answered',
		ExtensionStateList: changed('extension-states', hint),
		DeviceStateList: 'device-states',
		Hangup: 'hung-up',
		Setvar: 'hung-up',
		PlayDTMF: 'played-digit',
		...answers,
	});
	const connected = driverOf().connect(async (request) => {
		const reply = await pbx.send(request);
		const id = pbx.field('Originate', 'ChannelId');
		if (reply instanceof Failure || id === undefined) return reply;
		return { ...reply, body: reply.body.replaceAll('n8n-fixture', id) };
	}, pbx.clock);
	return { pbx, connected };
}

const systems: [string, string, [string, string]][] = [
	['FreePBX', 'PJSIP/991002', freePbx],
	['MikoPBX', 'PJSIP/1002-WS', mikoPbx],
	['device and user mode', 'PJSIP/7002', deviceAndUser],
];

describe('the supervisor in device and user mode', () => {
	const supervisor: [string, string] = ["hint='PJSIP/1001'", "hint='PJSIP/7001'"];
	const request = { mode: 'whisper', supervisor: '1001', monitored: '1002' } as const;
	const refused = {
		CoreShowChannels: 'channels-call',
		Originate: 'originate-failed',
		ShowDialPlan: 'hung-up',
	};

	it('has a phone of another name: the failure names it, and nothing else is called', async () => {
		const { pbx, connected } = pbxOf('PJSIP/1002', supervisor, refused);
		expect(failureOf(await startMonitoring(connected, request))).toEqual({
			kind: 'refused',
			message: 'Extension 1001 has no phone PJSIP/1001 on the PBX: its phone is PJSIP/7001',
			remedy:
				'n8n calls the phone that has the number of the extension. Give 1001 such a phone, or choose another extension.',
		});
		expect(pbx.count('Originate')).toBe(1);
		const dialled = await connected.calls?.dial?.({ from: '1001', to: '1003', autoAnswer: false });
		expect(failureOf(dialled).message).toContain('its phone is PJSIP/7001');
	});

	it('has its own phone off and another one on: the failure names both', async () => {
		const hint: [string, string] = ["hint='PJSIP/1001'", "hint='PJSIP/1001&amp;PJSIP/991001'"];
		const off = changed('device-states', [
			"device='PJSIP/1001' state='NOT_INUSE'",
			"device='PJSIP/1001' state='UNAVAILABLE'",
		]);
		const { pbx, connected } = pbxOf('PJSIP/1002', hint, { ...refused, DeviceStateList: off });
		expect(failureOf(await startMonitoring(connected, request))).toEqual({
			kind: 'refused',
			message: 'The phone PJSIP/1001 of extension 1001 is not registered',
			remedy:
				'n8n calls only the phone that has the number of the extension, not PJSIP/991001. Connect it, or choose another extension.',
		});
		expect(pbx.count('Originate')).toBe(1);
	});

	it('with a phone of its own name did not take the call', async () => {
		const { connected } = pbxOf('PJSIP/1002', freePbx, refused);
		const { message } = failureOf(await startMonitoring(connected, request));
		expect(message).toContain('did not take the call');
	});
});

describe.each(systems)(
	'an extension that talks on a further device (%s)',
	(_system, device, hint) => {
		const whisper = { mode: 'whisper', supervisor: '1001', monitored: '1002' } as const;

		it('is whispered to on that device, with one query more', async () => {
			const { pbx, connected } = pbxOf(device, hint);
			expect(await startMonitoring(connected, whisper)).toMatchObject({ result: 'monitoring' });
			expect(pbx.field('Originate', 'Data')).toMatch(`${device}-`);
			expect(pbx.count('Originate')).toBe(1);
			expect(pbx.count('ExtensionStateList')).toBe(1);
		});

		it('shows the call, and who monitors it', async () => {
			const monitored = changed('channels-monitored', ['PJSIP/1002', device]);
			const { connected } = pbxOf(device, hint, { CoreShowChannels: monitored });
			const rows = await connected.extensions?.query(['1001', '1002', '1003']);
			expect(rows).toMatchObject([
				{ number: '1001', monitors: '1002' },
				{ number: '1002', state: 'inCall', calls: [{ otherParty: '1003', direction: 'internal' }] },
				{ number: '1003', calls: [{ otherParty: '1002', direction: 'internal' }] },
			]);
		});

		it('is a party of its live call under its own number', async () => {
			const { connected } = pbxOf(device, hint);
			expect(await connected.calls?.list?.()).toMatchObject([
				{
					direction: 'internal',
					from: '1002',
					to: '1003',
					extensions: [{ number: '1002' }, { number: '1003' }],
				},
			]);
		});

		it('is hung up and muted there', async () => {
			const { pbx, connected } = pbxOf(device, hint);
			expect(await connected.calls?.mute?.('1002')).toBe('done');
			expect(pbx.field('Setvar', 'Channel')).toMatch(`${device}-`);
			expect(await pbxOf(device, hint).connected.calls?.hangUp?.('1002')).toBe('done');
		});

		it('is no longer monitored when that is stopped', async () => {
			const monitored = changed('channels-monitored', ['PJSIP/1002', device]);
			const { pbx, connected } = pbxOf(device, hint, { CoreShowChannels: monitored });
			expect(await connected.monitoring?.stop?.(whisper)).toBe('done');
			expect(pbx.count('Hangup')).toBe(1);
		});
	},
);

it('a whisper to the extension’s own phone asks for no hints', async () => {
	const { pbx, connected } = pbxOf('PJSIP/1002', freePbx);
	await startMonitoring(connected, { mode: 'whisper', supervisor: '1001', monitored: '1002' });
	expect(pbx.count('ExtensionStateList')).toBe(0);
});

it('a hint for several extensions or a feature code makes none of their phones its own', async () => {
	const group = "exten='600' context='internal' hint='PJSIP/1002&amp;PJSIP/1003'";
	const { connected } = pbxOf('PJSIP/1002', [
		"exten='1004' context='internal' hint='PJSIP/1004'",
		group,
	]);
	const rows = await connected.extensions?.query();
	expect(rows).toMatchObject([{ number: '1001' }, { number: '1002' }, { number: '1003' }]);
});

describe('recorders and programs that listen', () => {
	it.each([
		'UnicastRTP/192.0.2.1',
		'AudioSocket/192.0.2.1:8090',
		'WebSocket/media',
		'MulticastRTP/0xb4',
	])('%s is no call and no end of one', async (device) => {
		const whole = recording('channels-call').body;
		const row = /<response.*1003-0000000e.*<\/response>/.exec(whole)?.[0] ?? '';
		const fork = row
			.replace('PJSIP/1003-0000000e', `${device}-0000000f`)
			.replaceAll("bridgeid='", "bridgeid='x");
		const alone = fork.replace(/(uniqueid|linkedid)='[^']*'/g, "$1='lab-9.9'");
		const beside = changed('channels-call', [row, `${fork}\n${alone}\n${row}`]);
		const pbx = new RecordedPbx({ CoreShowChannels: beside, DeviceStateList: 'device-states' });
		const calls = await driverOf().connect(pbx.send, pbx.clock).calls?.list?.();
		expect(row).not.toBe('');
		expect(calls).toMatchObject([{ direction: 'internal', from: '1002', to: '1003' }]);
	});
});

it('an Asterisk whose channels show neither bridge nor call is too old', async () => {
	const { body, ...reply } = recording('channels-call');
	const old = { ...reply, body: body.replace(/ (bridgeid|linkedid)='[^']*'/g, '') };
	const { connected } = pbxOf('PJSIP/1002', freePbx, { CoreShowChannels: old });
	const started = startMonitoring(connected, {
		mode: 'whisper',
		supervisor: '1001',
		monitored: '1002',
	});
	expect(failureOf(await started)).toMatchObject({
		kind: 'unsupported',
		message: 'This Asterisk is too old: 13 or newer is needed',
	});
});

it.each([
	['IAX2/1002', 'Phones of IAX2 are not supported, only those of PJSIP.'],
	['SIP/1002', 'Phones of the old chan_sip are not supported, only those of PJSIP.'],
	['PJSIP/T2_1002', 'Phones of a tenant have a prefix.'],
])('a call on %s is named with its technology', async (device, remedy) => {
	const { connected } = pbxOf(device, freePbx);
	expect(failureOf(await connected.calls?.mute?.('1002'))).toMatchObject({
		message: `Extension 1002 is not in a call, but ${device} is`,
		remedy,
	});
});

describe.each(['constructor', '__proto__', 'toString'])('the word %s', (word) => {
	it('is no state of an extension, a device or a channel', async () => {
		const { connected } = pbxOf('PJSIP/1002', ["status='1'", `status='${word}'`], {
			CoreShowChannels: changed('channels-call', [
				"channelstatedesc='Up'",
				`channelstatedesc='${word}'`,
			]),
			DeviceStateList: changed('device-states', ['INUSE', word]),
		});
		const rows = await connected.extensions?.query(['1002']);
		expect(rows).toMatchObject([{ number: '1002', state: 'unknown', calls: [] }]);
		expect(await connected.calls?.list?.()).toMatchObject([{ state: 'unknown' }]);
	});
});
