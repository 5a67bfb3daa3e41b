import type { MonitorMode } from '../../../pbx/model/monitoring';
import type { Block } from '../../../simulator/model/asterisk/manager.cts';
import { describeHearing } from '../../../simulator/model/describeHearing.cts';
import { shownPbx } from '../../../tools/demo/asterisk/liveCalls.cts';

// Lines of CoreShowChannels of an Asterisk 22.

const agent: Block = {
	channel: 'PJSIP/1002-00000000',
	uniqueid: 'lab-1.0',
	linkedid: 'lab-1.0',
	channelstatedesc: 'Up',
	bridgeid: 'b1',
	calleridnum: '1002',
	application: 'Dial',
};
const customer: Block = {
	...agent,
	channel: 'PJSIP/1003-00000001',
	uniqueid: 'lab-1.1',
	calleridnum: '1003',
	application: 'AppDial',
};
const supervisor: Block = {
	channel: 'PJSIP/1001-00000002',
	uniqueid: 'n8n-spy-1001',
	linkedid: 'n8n-spy-1001',
	channelstatedesc: 'Up',
	bridgeid: '',
	calleridnum: '1002',
	connectedlinename: 'Whisper 1002',
};
const outside: Block = {
	...customer,
	channel: 'PJSIP/provider-00000001',
	calleridnum: '0151234567',
};

function sentences(
	blocks: Block[],
	holding: readonly string[] = [],
	chosen?: MonitorMode,
): string[] {
	const { calls, legs } = shownPbx(blocks, {
		isExtension: (device) => /^1\d{3}$/.test(device),
		isHolding: (channel) => holding.includes(channel),
		chosenMode: (channel) => (channel === supervisor.channel ? chosen : undefined),
	});
	return describeHearing(calls, legs);
}

const chanSpy = (options: string): Block => ({
	...supervisor,
	application: 'ChanSpy',
	applicationdata: `PJSIP/1002-00000000,uqES${options}`,
});

test.each([
	['', '1001 listens to 1002 and 1003; neither hears 1001'],
	['w', '1001 whispers to 1002; 1003 hears only 1002'],
	['wd', '1001 whispers to 1002; 1003 hears only 1002'],
	['B', '1001, 1002 and 1003 hear each other'],
])('ChanSpy with the options uqES%s', (options, wanted) => {
	expect(sentences([agent, customer, chanSpy(options)])).toEqual([wanted]);
});

test('a key changes the mode where ChanSpy was told to obey it', () => {
	const bargeIn = '1001, 1002 and 1003 hear each other';
	expect(sentences([agent, customer, chanSpy('wd')], [], 'bargeIn')).toEqual([bargeIn]);
	expect(sentences([agent, customer, chanSpy('w')], [], 'bargeIn')).not.toEqual([bargeIn]);
});

test('a supervisor whose phone rings is known by what its display shows', () => {
	const ringing = { ...supervisor, channelstatedesc: 'Ringing', application: 'AppDial2' };
	expect(sentences([agent, customer, ringing])).toEqual([
		'1002 talks with 1003',
		'1001 is ringing: it will whisper to 1002 when it is picked up',
	]);
});

test('a call over the trunk rings, and is put on hold by the phone that says so', () => {
	const ringing = { ...outside, channelstatedesc: 'Ringing', bridgeid: '' };
	const calling = { ...agent, channelstatedesc: 'Ring', bridgeid: '' };
	expect(sentences([calling, ringing])).toEqual(['0151234567 is ringing: a call with 1002']);
	expect(sentences([agent, outside], ['PJSIP/1002-00000000'])[0]).toBe('1002 holds 0151234567');
});

test('a channel alone is no call yet', () => {
	expect(sentences([agent])).toEqual([]);
});
