import type { Calls } from '../../../../pbx/model/calls';
import {
	bridge,
	channels,
	done,
	leg,
	printed,
	printedBody,
	refused,
	scriptedUcm,
	type ScriptedUcm,
} from './scriptedUcm.cts';

let ucm: ScriptedUcm;

afterEach(async () => {
	await ucm.close();
});

const dial = printed('dial.json');

async function open(legs: object[] = [], bridged = printed('listBridgedChannels.json')) {
	ucm = await scriptedUcm({
		listBridgedChannels: bridged,
		listUnBridgedChannels: channels(legs),
		dialExtension: dial,
		dialOutbound: dial,
		Hangup: done({}),
		hold: done({}),
		unhold: done({}),
		mute: done({}),
		unmute: done({}),
		callTransfer: done({}),
	});
	return ucm.pbx.calls!;
}

const commands: Array<[string, (calls: Calls) => unknown, unknown]> = [
	['dialExtension', (calls) => calls.dial?.({ from: '2001', to: '2005' }), { result: 'accepted' }],
	[
		'dialOutbound',
		(calls) => calls.dialExternal?.({ from: '2001', to: '+919039096942' }),
		{ result: 'accepted' },
	],
	['Hangup', (calls) => calls.hangUp?.('2001'), 'done'],
	['hold', (calls) => calls.hold?.('2001'), 'done'],
	['unhold', (calls) => calls.resume?.('2001'), 'done'],
	['mute', (calls) => calls.mute?.('2001'), 'done'],
	['unmute', (calls) => calls.unmute?.('2001'), 'done'],
	['callTransfer', (calls) => calls.transfer?.('2001', '2005'), 'done'],
];

describe.each(commands)('%s', (action, act, result) => {
	test('as it is printed', async () => {
		expect(await act(await open())).toEqual(result);
		expect(ucm.bodies().at(-1)).toBe(printedBody(action));
	});

	test('an unreadable reply may mean that it was done', async () => {
		ucm = await scriptedUcm({
			listBridgedChannels: printed('listBridgedChannels.json'),
			listUnBridgedChannels: channels([]),
			[action]: '<html>',
		});
		expect(await act(ucm.pbx.calls!)).toMatchObject({ kind: 'outcomeUnknown' });
		expect(ucm.fieldsOf(action)).toHaveLength(1);
	});
});

describe('an extension in no call', () => {
	test.each(commands.filter(([action]) => !action.startsWith('dial')))(
		'%s says so and does nothing',
		async (action, act) => {
			expect(await act(await open([], channels([])))).toMatchObject({
				kind: 'notInCall',
				message: 'Extension 2001 is not in a call',
			});
			expect(ucm.fieldsOf(action)).toEqual([]);
		},
	);
});

test('hang up ends every call of the extension, and the one that rings', async () => {
	const calls = await open([
		leg('PJSIP/2001-00000300', 'Ringing', { callernum: '2001', connectednum: '2002' }),
		leg('PJSIP/2002-000002ff', 'Ring', { callernum: '2002', connectednum: '2001' }),
	]);
	expect(await calls.hangUp?.('2001')).toBe('done');
	expect(ucm.fieldsOf('Hangup').map(({ channel }) => channel)).toEqual([
		'PJSIP/2001-0000026f',
		'PJSIP/2001-00000300',
	]);
});

test('hang up of a call that ended meanwhile is done', async () => {
	ucm = await scriptedUcm({
		listBridgedChannels: printed('listBridgedChannels.json'),
		listUnBridgedChannels: channels([]),
		Hangup: refused(-16),
	});
	expect(await ucm.pbx.calls?.hangUp?.('2001')).toBe('done');
});

test('transfer takes the call that is named', async () => {
	const two = channels([
		bridge(['PJSIP/2001-00000001', '2001'], ['PJSIP/2002-00000002', '2002'], {
			uniqueid1: '1747300000.1',
			uniqueid2: '1747300000.2',
		}),
		bridge(['PJSIP/2003-00000003', '2003'], ['PJSIP/2001-00000004', '2001'], {
			bridge_timestamp: '1747309999',
		}),
	]);
	const calls = await open([], two);
	expect(await calls.transfer?.('2001', '2005', '1747300000.1')).toBe('done');
	expect(ucm.fieldsOf('callTransfer')[0]).toMatchObject({ channel: 'PJSIP/2001-00000001' });
	expect(await calls.transfer?.('2001', '2005', '17.4')).toMatchObject({
		kind: 'notInCall',
		input: 'callId',
	});
});

describe('live calls', () => {
	test('as a UCM printed them', async () => {
		const calls = await open();
		expect(await calls.list?.()).toEqual([
			{
				direction: 'inbound',
				id: '1747307232.1022',
				from: '+919039096942',
				to: '2001',
				trunk: 'AIRTEL',
				extensions: [{ number: '2001', name: '', state: 'inCall' }],
				state: 'talking',
				startedAtMs: 1_747_307_232_000,
			},
		]);
	});

	test.each([
		['first', '1747307232.1022', '1747307232.1023', '2001', '2002'],
		['second', '1747307232.1023', '1747307232.1022', '2002', '2001'],
		['first, without ids', '', '', '2001', '2002'],
	])('the caller is on the %s side', async (_name, uniqueid1, uniqueid2, from, to) => {
		const sides = [
			['PJSIP/2001-00000001', '2001'],
			['PJSIP/2002-00000002', '2002'],
		] as const;
		const row = bridge([...sides[0]], [...sides[1]], { uniqueid1, uniqueid2 });
		const calls = await open([], channels([row]));
		expect(await calls.list?.()).toMatchObject([{ direction: 'internal', from, to }]);
	});

	const one = { linkedid: '1747307300.1030' };

	test('a call that rings is told once, with both phones', async () => {
		const calls = await open(
			[
				leg('Local/2002@from-internal-00000012;1', 'Up', one),
				leg('PJSIP/2002-00000301', 'Ringing', {
					...one,
					uniqueid: '1747307301.1031',
					callernum: '2002',
					connectednum: '2001',
				}),
				leg('PJSIP/2001-00000300', 'Ring', { ...one, callernum: '2001', connectednum: '2002' }),
			],
			channels([]),
		);
		expect(await calls.list?.()).toEqual([
			expect.objectContaining({
				direction: 'internal',
				id: '1747307300.1030',
				from: '2001',
				to: '2002',
				state: 'ringing',
				extensions: [
					{ number: '2001', name: '', state: 'inCall' },
					{ number: '2002', name: '', state: 'ringing' },
				],
			}),
		]);
	});

	test('a caller in a queue waits', async () => {
		const waiting = leg('PJSIP/trunk_1-00000300', 'Up', {
			service: 'queue',
			callernum: '0151234567',
			connectednum: '6500',
			inbound_trunk_name: 'AIRTEL',
		});
		const calls = await open([waiting], channels([]));
		expect(await calls.list?.()).toMatchObject([
			{ direction: 'inbound', from: '0151234567', to: '6500', trunk: 'AIRTEL', state: 'waiting' },
		]);
	});

	test.each(['Rsrvd', 'Down'])('a channel that is %s is no call', async (state) => {
		const calls = await open([leg('PJSIP/2001-00000300', state)], channels([]));
		expect(await calls.list?.()).toEqual([]);
	});
});
