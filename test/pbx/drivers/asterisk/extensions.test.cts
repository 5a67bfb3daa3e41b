import { changed, driverOf, failureOf, RecordedPbx, type Answer } from './recordedPbx.cts';

const usual: Record<string, Answer> = {
	CoreShowChannels: 'channels-call',
	ExtensionStateList: 'extension-states',
	DeviceStateList: 'device-states',
};

function extensionsOf(answers: Record<string, Answer> = {}, fields = {}) {
	const pbx = new RecordedPbx({ ...usual, ...answers });
	const { extensions } = driverOf(fields).connect(pbx.send, pbx.clock);
	if (!extensions) throw new Error('no extensions');
	return { pbx, extensions };
}

it('gives every extension with state and call, in the order of their numbers', async () => {
	const { extensions } = extensionsOf();
	const call = { direction: 'internal', id: expect.stringMatching(/^lab-/) as string };
	expect(await extensions.query()).toEqual([
		{ number: '1001', name: '', state: 'idle', rawState: 'Idle', type: 'PJSIP', calls: [] },
		{
			number: '1002',
			name: 'Ext 1002',
			state: 'inCall',
			rawState: 'InUse',
			type: 'PJSIP',
			calls: [{ ...call, otherParty: '1003' }],
		},
		{
			number: '1003',
			name: 'Ext 1003',
			state: 'inCall',
			rawState: 'InUse',
			type: 'PJSIP',
			calls: [{ ...call, otherParty: '1002' }],
		},
		{ number: '1004', name: '', state: 'idle', rawState: 'Idle', type: 'PJSIP', calls: [] },
	]);
});

it('lists states without asking for channels, of which a busy PBX has thousands', async () => {
	const { pbx, extensions } = extensionsOf();
	expect(await extensions.list()).toEqual(
		[
			['1001', 'idle', 'Idle'],
			['1002', 'inCall', 'InUse'],
			['1003', 'inCall', 'InUse'],
			['1004', 'idle', 'Idle'],
		].map(([number, state, rawState]) => ({ number, name: '', state, rawState, type: 'PJSIP' })),
	);
	expect(pbx.count('ExtensionStateList')).toBe(1);
	expect(pbx.count('CoreShowChannels')).toBe(0);
});

it('leaves unknown numbers out', async () => {
	const { extensions } = extensionsOf();
	expect(await extensions.query(['1004', '9999'])).toMatchObject([{ number: '1004' }]);
});

it('shows whom a supervisor monitors', async () => {
	const { extensions } = extensionsOf({ CoreShowChannels: 'channels-monitored' });
	expect(await extensions.query(['1001'])).toMatchObject([{ monitors: '1002' }]);
});

it('reads names that Asterisk writes with backslashes and control characters', async () => {
	const { extensions } = extensionsOf({ CoreShowChannels: 'channels-odd-name' });
	expect(await extensions.query(['1002'])).toMatchObject([{ name: `Tom & "Jrry" <x'> ü \\` }]);
});

it('reads the hints of FreePBX, and leaves out feature codes and other tenants', async () => {
	const { extensions } = extensionsOf({
		ExtensionStateList: changed(
			'extension-states',
			["hint='PJSIP/1001'", "hint='PJSIP/1001&amp;Custom:DND1001,CustomPresence:1001'"],
			["hint='PJSIP/1003'", "hint='Custom:FOLLOWME1003'"],
			["hint='PJSIP/1004'", "hint='PJSIP/T2_1004'"],
		),
	});
	expect(await extensions.query()).toMatchObject([{ number: '1001' }, { number: '1002' }]);
});

it('takes the states of the devices when the dialplan has no hints', async () => {
	const { extensions } = extensionsOf({ ExtensionStateList: 'channels-none' });
	const found = await extensions.query(['1001', '1002']);
	expect(found).toMatchObject([
		{ number: '1001', state: 'idle', rawState: 'NOT_INUSE' },
		{ number: '1002', state: 'inCall', rawState: 'INUSE' },
	]);
});

it('gives trunk, direction and number of an outside call', async () => {
	const trunk = changed(
		'channels-call',
		['PJSIP/1003-', 'PJSIP/provider-'],
		["connectedlinenum='1003'", "connectedlinenum='0151234567'"],
	);
	const { extensions } = extensionsOf({ CoreShowChannels: trunk });
	expect(await extensions.query(['1002'])).toMatchObject([
		{ calls: [{ direction: 'outbound', otherParty: '0151234567', trunk: 'provider' }] },
	]);
});

it('says so when the PBX reports nothing', async () => {
	const { extensions } = extensionsOf({
		ExtensionStateList: 'channels-none',
		DeviceStateList: 'unknown-command',
	});
	expect(failureOf(await extensions.query())).toMatchObject({
		kind: 'unsupported',
		message: 'The PBX reports no extension states',
	});
});

it.each(['constructor', '__proto__', '99'])('does not know the hint state %j', async (status) => {
	const { extensions } = extensionsOf({
		ExtensionStateList: changed('extension-states', ["status='1'", `status='${status}'`]),
	});
	expect(await extensions.query(['1002'])).toMatchObject([{ state: 'unknown' }]);
});
