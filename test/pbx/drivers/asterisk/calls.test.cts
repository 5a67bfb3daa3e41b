import { driverOf, failureOf, RecordedPbx, type Answer } from './recordedPbx.cts';

function callsOf(answers: Record<string, Answer | Answer[]>) {
	const pbx = new RecordedPbx({ CoreShowChannels: 'channels-call', ...answers });
	const { calls } = driverOf().connect(pbx.send, pbx.clock);
	if (!calls) throw new Error('no calls');
	return { pbx, calls };
}

it('dials from an extension in the context of the credential', async () => {
	const { pbx, calls } = callsOf({
		ShowDialPlan: 'extension-states',
		Originate: 'originate-answered',
	});
	expect(await calls.dial?.({ from: '1004', to: '1003' })).toEqual({ result: 'answered' });
	expect(pbx.field('Originate', 'Channel')).toBe('PJSIP/1004');
	expect(pbx.field('Originate', 'Context')).toBe('internal');
	expect(pbx.field('Originate', 'Exten')).toBe('1003');
	expect(pbx.fields('Originate', 'Variable')).toEqual([]);
});

it.each([
	['missing-number', 'The number 8888 cannot be dialled on the PBX'],
	['missing-context', 'The dialplan of the PBX has no context nowhere'],
])('rings no phone for a number that cannot be dialled: %s', async (answer, message) => {
	const pbx = new RecordedPbx({ ShowDialPlan: answer });
	const { calls } = driverOf({ dialplanContext: 'nowhere' }).connect(pbx.send, pbx.clock);
	expect(failureOf(await calls?.dial?.({ from: '1004', to: '8888' })).message).toBe(message);
	expect(pbx.count('Originate')).toBe(0);
});

it('keeps the customer when the number to transfer to does not exist', async () => {
	const { pbx, calls } = callsOf({ ShowDialPlan: 'missing-number' });
	expect(failureOf(await calls.transfer?.('1002', '8888')).kind).toBe('notFound');
	expect(pbx.count('BlindTransfer')).toBe(0);
});

it('hangs up every call of the extension, and no other', async () => {
	const { pbx, calls } = callsOf({ CoreShowChannels: 'channels-two-calls', Hangup: 'hung-up' });
	expect(await calls.hangUp?.('1002')).toBe('done');
	const ended = pbx.sent.filter(({ action }) => action === 'Hangup');
	expect(ended.map(({ fields }) => fields[0]?.[1].slice(0, 11))).toEqual([
		'PJSIP/1002-',
		'PJSIP/1002-',
	]);
});

it('mutes with the right to control calls', async () => {
	const { pbx, calls } = callsOf({ Setvar: 'hung-up' });
	expect(await calls.mute?.('1002')).toBe('done');
	expect(pbx.field('Setvar', 'Variable')).toBe('MUTEAUDIO(in)');
	expect(pbx.field('Setvar', 'Value')).toBe('on');
});

it('says that there is no call', async () => {
	const { calls } = callsOf({ CoreShowChannels: 'channels-none' });
	expect(failureOf(await calls.hangUp?.('1002')).message).toBe('Extension 1002 is not in a call');
	expect(failureOf(await calls.mute?.('1002')).message).toBe('Extension 1002 is not in a call');
	expect(failureOf(await calls.transfer?.('1002', '1004')).message).toBe(
		'Extension 1002 is not in a call',
	);
});

it('offers no hold, because AMI has none', () => {
	const { calls } = callsOf({});
	expect(Object.keys(calls).sort()).toEqual([
		'attendedTransfer',
		'dial',
		'dialExternal',
		'hangUp',
		'list',
		'mute',
		'park',
		'sendDtmf',
		'transfer',
		'unmute',
	]);
});
