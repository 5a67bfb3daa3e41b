import {
	changed,
	driverOf,
	failureOf,
	recording,
	RecordedPbx,
	type Answer,
} from '../recordedPbx.cts';

const running = { supervisor: '1001', monitored: '1002' };
const mobile = { supervisor: '0151234567', supervisorIsNumber: true, monitored: '1002' };

/** `channels-monitored`, with the names that the phones have once the call is taken over. */
function monitoredBefore(after: string): Answer {
	const name = (reply: string, phone: string) =>
		new RegExp(`channel='(PJSIP/${phone}-[0-9a-f]+)'`).exec(recording(reply).body)?.[1] ?? '';
	return changed(
		'channels-monitored',
		...['1001', '1003'].map((phone): [string, string] => [
			name('channels-monitored', phone),
			name(after, phone),
		]),
		['n8n-fixture', 'n8n-spy-1001'],
	);
}

function takeOver(
	answers: Record<string, Answer | Answer[]>,
	request: Parameters<NonNullable<ReturnType<typeof monitoringOf>['takeOver']>>[0] = running,
) {
	const pbx = new RecordedPbx({
		Bridge: 'bridged',
		Setvar: 'bridged',
		ExtensionStateList: 'extension-states',
		Hangup: 'hung-up',
		...answers,
	});
	return { pbx, result: monitoringOf(pbx).takeOver?.(request) };
}

function monitoringOf(pbx: RecordedPbx) {
	const { monitoring } = driverOf().connect(pbx.send, pbx.clock);
	if (!monitoring) throw new Error('no monitoring');
	return monitoring;
}

const own = [monitoredBefore('channels-taken-over'), 'channels-taken-over'];

it('connects the supervisor with the customer', async () => {
	const { pbx, result } = takeOver({ CoreShowChannels: own });
	expect(await result).toEqual({
		call: { direction: 'internal', otherParty: '1003', id: expect.any(String) as string },
	});
	expect(pbx.field('Bridge', 'Channel1')).toMatch(/^PJSIP\/1001-/);
	expect(pbx.field('Bridge', 'Channel2')).toMatch(/^PJSIP\/1003-/);
	expect(pbx.count('Hangup')).toBe(0);
});

it('names the supervisor anew, who was called as `Whisper 1002`', async () => {
	const { pbx, result } = takeOver({ CoreShowChannels: own });
	await result;
	expect(pbx.field('Setvar', 'Variable')).toBe('CALLERID(all)');
	expect(pbx.field('Setvar', 'Value')).toBe('<1001>');
	const order = pbx.sent.map(({ action }) => action);
	expect(order.indexOf('Setvar')).toBeLessThan(order.indexOf('Bridge'));
});

it('connects the phone that answered at a number, and not the channel that dialled it', async () => {
	const { pbx, result } = takeOver(
		{ CoreShowChannels: ['channels-number-monitored', 'channels-number-taken-over'] },
		mobile,
	);
	expect(await result).toMatchObject({ call: { otherParty: '1003' } });
	expect(pbx.field('Bridge', 'Channel1')).toMatch(/^PJSIP\/provider-/);
	expect(pbx.count('Setvar')).toBe(0);
});

it('hangs up an agent who is not let go by the dialplan', async () => {
	const left = changed('channels-taken-over', [
		"<response type='object' id='unknown'><generic event='CoreShowChannelsComplete'",
		`<response type='object' id='unknown'><generic event='CoreShowChannel' channel='${
			/channel='(PJSIP\/1002-[0-9a-f]+)'/.exec(recording('channels-monitored').body)?.[1] ?? ''
		}' channelstatedesc='Up' uniqueid='lab-1' linkedid='lab-1' application='Wait' bridgeid='' /></response>
<response type='object' id='unknown'><generic event='CoreShowChannelsComplete'`,
	]);
	const { pbx, result } = takeOver({ CoreShowChannels: [own[0] ?? '', left] });
	expect(await result).toMatchObject({ call: { otherParty: '1003' } });
	expect(pbx.field('Hangup', 'Channel')).toBe('lab-1');
});

it('that the PBX does not show afterwards may have happened', async () => {
	const { result } = takeOver({ CoreShowChannels: [own[0] ?? '', 'channels-none'] });
	expect(failureOf(await result)).toMatchObject({
		kind: 'outcomeUnknown',
		message: 'Extension 1001 took over the call of 1002, but the PBX does not show it',
	});
});

it.each<[string, Answer, typeof running, string]>([
	[
		'by one who does not monitor',
		'channels-call',
		running,
		'Extension 1001 does not monitor extension 1002',
	],
	[
		'while the phone rings',
		'channels-number-ringing',
		mobile,
		'Number 0151234567 does not monitor extension 1002',
	],
	[
		'by a recording',
		'channels-prompt',
		{ ...mobile, supervisor: '701' },
		'Number 701 cannot take a call over: the PBX itself has answered there, and no phone',
	],
])('%s is refused', async (_what, channels, request, message) => {
	const { pbx, result } = takeOver({ CoreShowChannels: channels }, request);
	expect(failureOf(await result).message).toBe(message);
	expect(pbx.count('Bridge')).toBe(0);
});

it('of a conference is refused: no one knows who the customer is', async () => {
	const conference = changed('channels-monitored', [
		"<response type='object' id='unknown'><generic event='CoreShowChannelsComplete'",
		`<response type='object' id='unknown'><generic event='CoreShowChannel' channel='PJSIP/1004-0000ffff' channelstatedesc='Up' uniqueid='lab-9' linkedid='lab-9' application='ConfBridge' bridgeid='${
			/bridgeid='([^']+)'/.exec(recording('channels-monitored').body)?.[1] ?? ''
		}' /></response>
<response type='object' id='unknown'><generic event='CoreShowChannelsComplete'`,
	]);
	const { pbx, result } = takeOver({ CoreShowChannels: conference });
	expect(failureOf(await result).message).toContain('does not have exactly one other party');
	expect(pbx.count('Bridge')).toBe(0);
});

it('a call that was taken over is the call of the supervisor, and no monitoring', async () => {
	const pbx = new RecordedPbx({
		CoreShowChannels: 'channels-taken-over',
		ExtensionStateList: 'extension-states',
		DeviceStateList: 'device-states',
	});
	const connected = driverOf().connect(pbx.send, pbx.clock);
	expect(await connected.calls?.list?.()).toMatchObject([
		{ extensions: [{ number: '1001' }, { number: '1003' }] },
	]);
	// Neither of the two is rung off as a monitoring that rings for the other.
	const result = await connected.monitoring?.stop?.({ supervisor: '1001' });
	expect(failureOf(result).message).toBe('Extension 1001 does not monitor any call');
	expect(pbx.count('Hangup')).toBe(0);
});
