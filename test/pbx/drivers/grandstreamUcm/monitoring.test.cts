import type { MonitorMode } from '../../../../pbx/model/monitoring';
import {
	account,
	accounts,
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

const pair = { supervisor: '2005', monitored: '2001' };

const trunk = ['PJSIP/trunk_1-0000026e', '+919039096942'] as const;
const agent = ['PJSIP/2001-0000026f', '2001'] as const;
const customerCall = bridge([...trunk], [...agent], { inbound_trunk_name: 'AIRTEL' });

async function start(calls: object[], mode: MonitorMode = 'whisper') {
	ucm = await scriptedUcm({
		listBridgedChannels: channels(calls),
		callbarge: printed('callbarge.json'),
	});
	return await ucm.pbx.monitoring?.start({ mode, ...pair });
}

describe('start', () => {
	test.each(['listen', 'whisper', 'bargeIn'] as const)(
		"%s as the PBX's own page sends it",
		async (mode) => {
			expect(await start([customerCall], mode)).toEqual({
				result: 'accepted',
				call: {
					direction: 'inbound',
					otherParty: '+919039096942',
					id: '1747307232.1022',
					trunk: 'AIRTEL',
				},
			});
			expect(ucm.bodies().at(-1)).toBe(printedBody(`callbarge-${mode}`));
		},
	);

	const channelOf = () => ucm.fieldsOf('callbarge')[0]?.channel;

	test.each([
		['the second side', [[...trunk], [...agent]]],
		['the first side', [[...agent], [...trunk]]],
	] as Array<[string, Array<[string, string]>]>)('finds the agent on %s', async (_name, sides) => {
		const [one, other] = sides;
		await start([bridge(one!, other!)]);
		expect(channelOf()).toBe(agent[0]);
	});

	test.each([
		['a trunk shows the number of the extension', 'PJSIP/trunk_1-0000026e'],
		['a caller from outside uses the number of the extension', 'DAHDI/17-1'],
		['the channel is that of another extension', 'PJSIP/20011-0000026e'],
		['the channel is an inner leg', 'Local/2001@from-internal-0000026e;1'],
	])('%s: that is not its phone', async (_name, channel) => {
		const call = bridge([channel, '2001'], ['PJSIP/2002-0000026f', '2002'], {
			inbound_trunk_name: 'AIRTEL',
		});
		expect(await start([call])).toMatchObject({ kind: 'notInCall' });
		expect(ucm.actions()).toEqual(['listBridgedChannels']);
	});

	test('an agent who answers for a queue is known by the channel', async () => {
		await start([bridge([...trunk], [agent[0], '6500'], { inbound_trunk_name: 'AIRTEL' })]);
		expect(ucm.fieldsOf('callbarge')[0]).toMatchObject({ channel: agent[0], exten: '2001' });
	});

	test('an analogue phone is known by the number shown', async () => {
		await start([bridge(['DAHDI/1-1', '2001'], ['PJSIP/2002-0000026f', '2002'])]);
		expect(channelOf()).toBe('DAHDI/1-1');
	});

	test('of several calls it takes the one that was answered last', async () => {
		const second = ['PJSIP/2001-00000299', '2001'] as const;
		await start([
			customerCall,
			bridge([...trunk], [...second], { bridge_timestamp: '1747307999' }),
		]);
		expect(channelOf()).toBe(second[0]);
	});

	test('leading zeros count', async () => {
		expect(await start([bridge(['PJSIP/02001-0000026f', '02001'], [...trunk])])).toMatchObject({
			kind: 'notInCall',
		});
	});

	test('reads the pages to the end, and sends nothing where the agent is in no call', async () => {
		ucm = await scriptedUcm({
			listBridgedChannels: ({ page }) =>
				done({
					channel: page === '3' ? [customerCall] : [bridge([...trunk], ['PJSIP/9-1', '9'])],
					total_page: 3,
					page: Number(page),
				}),
			callbarge: printed('callbarge.json'),
		});
		expect(await ucm.pbx.monitoring?.start({ mode: 'whisper', ...pair })).toMatchObject({
			result: 'accepted',
		});
		expect(ucm.fieldsOf('listBridgedChannels').map(({ page }) => page)).toEqual(['1', '2', '3']);
	});

	test.each(['{"response":{},"status":0}', channels([])])(
		'no call at all, as %s',
		async (listBridgedChannels) => {
			ucm = await scriptedUcm({ listBridgedChannels });
			expect(await ucm.pbx.monitoring?.start({ mode: 'whisper', ...pair })).toMatchObject({
				kind: 'notInCall',
				message: 'Extension 2001 is not in a call',
			});
			expect(ucm.actions()).toEqual(['listBridgedChannels']);
		},
	);

	test('a supervisor who is in a call is not called', async () => {
		const own = bridge(['PJSIP/2005-00000270', '2005'], ['PJSIP/2002-00000271', '2002']);
		expect(await start([customerCall, own])).toMatchObject({
			kind: 'refused',
			input: 'supervisor',
		});
		expect(ucm.actions()).toEqual(['listBridgedChannels']);
	});

	test.each([
		[-1, 'refused', 'The PBX did not accept the action callbarge: invalid parameters'],
		[-15, 'refused', 'The PBX did not accept the action callbarge: invalid value'],
		[-16, 'notFound', 'Extension 2005 does not exist on the PBX'],
		[-9, 'refused', 'The PBX reports a system error'],
		[-19, 'unsupported', 'This PBX does not support the action callbarge'],
		[-47, 'forbidden', 'The API user may not use the action callbarge'],
		[-7, 'outcomeUnknown', 'The PBX broke the request off'],
		[-45, 'unreachable', 'The PBX takes no request for now: they came too often'],
		[-99, 'refused', 'The PBX refused the action callbarge with status -99'],
	])('status %i is %s: %s', async (status, kind, message) => {
		ucm = await scriptedUcm({
			listBridgedChannels: channels([customerCall]),
			callbarge: refused(status, { error_msg: 'Invalid parameters!' }),
		});
		const failure = await ucm.pbx.monitoring?.start({ mode: 'whisper', ...pair });
		expect(failure).toMatchObject({
			kind,
			message: expect.stringContaining(message) as string,
			pbxCode: String(status),
		});
		expect(ucm.fieldsOf('callbarge')).toHaveLength(1);
	});

	test.each(['', '<html></html>', '{"response":', '{"response":{}}', 'null'])(
		'after the unreadable reply %j the phone may ring',
		async (callbarge) => {
			ucm = await scriptedUcm({ listBridgedChannels: channels([customerCall]), callbarge });
			expect(await ucm.pbx.monitoring?.start({ mode: 'whisper', ...pair })).toMatchObject({
				kind: 'outcomeUnknown',
				remedy: expect.stringContaining('may have acted') as string,
			});
		},
	);
});

describe('who monitors whom', () => {
	const otherCall = bridge(['PJSIP/2002-00000301', '2002'], ['PJSIP/2003-00000302', '2003']);
	const phone = 'PJSIP/2005-00000310';
	const marked = (connectednum: string, more: Record<string, string> = {}) =>
		leg(phone, 'Up', {
			callernum: '2005',
			connectedname: 'Call Bargin',
			connectednum,
			...more,
		});

	async function open(calls: object[], legs: object[], status = 'InUse') {
		ucm = await scriptedUcm({
			listAccount: accounts([account('2001', 'InUse'), account('2005', status)]),
			listBridgedChannels: channels(calls),
			listUnBridgedChannels: channels(legs),
			Hangup: done({}),
		});
	}

	async function monitors() {
		const rows = await ucm.pbx.extensions?.query(['2005']);
		return Array.isArray(rows) ? rows[0]?.monitors : rows;
	}

	test.each([
		['the monitored extension', '2001', [customerCall, otherCall], '2001'],
		['its customer', '+919039096942', [customerCall, otherCall], '2001'],
		['nothing, beside one call', '', [customerCall], '2001'],
		['the supervisor, beside one call', '2005', [customerCall], '2001'],
		['nothing, beside several calls', '', [customerCall, otherCall], undefined],
		['a letter, beside several calls', 's', [customerCall, otherCall], undefined],
	])('the leg names %s', async (_name, connectednum, calls, expected) => {
		await open(calls, [marked(connectednum)]);
		expect(await monitors()).toBe(expected);
	});

	test.each([
		['Call Barging', {}],
		['call bargin ', {}],
	])('the name is written %j', async (connectedname, more) => {
		await open([customerCall], [marked('2001', { connectedname, ...more })]);
		expect(await monitors()).toBe('2001');
	});

	test('a phone that still rings monitors nobody yet, and is no call', async () => {
		await open([customerCall], [{ ...marked('2001'), state: 'Ringing' }], 'Ringing');
		expect(await monitors()).toBeUndefined();
		expect(await ucm.pbx.calls?.list?.()).toHaveLength(1);
	});

	describe('stop', () => {
		const stop = () => ucm.pbx.monitoring?.stop?.(pair);
		const hungUp = () => ucm.fieldsOf('Hangup').map(({ channel }) => channel);

		test.each(['Up', 'Ringing'])('hangs up the leg that names it (%s)', async (state) => {
			await open([customerCall, otherCall], [{ ...marked('2001'), state }]);
			expect(await stop()).toBe('done');
			expect(hungUp()).toEqual([phone]);
			expect(ucm.actions()).toEqual(['listUnBridgedChannels', 'Hangup']);
		});

		test('hangs up the inner leg where there is no other yet', async () => {
			const inner = 'Local/2005@from-internal-00000012;1';
			await open([customerCall], [{ ...marked('2001'), channel: inner, callernum: '' }]);
			expect(await stop()).toBe('done');
			expect(hungUp()).toEqual([inner]);
		});

		test('hangs up a leg that names nobody', async () => {
			await open([customerCall, otherCall], [marked('')]);
			expect(await stop()).toBe('done');
			expect(hungUp()).toEqual([phone]);
		});

		test('leaves the monitoring of another call alone', async () => {
			await open([customerCall, otherCall], [marked('2002')]);
			expect(await stop()).toMatchObject({ kind: 'refused', input: 'monitored' });
			expect(hungUp()).toEqual([]);
		});

		test('leaves an ordinary call of the supervisor alone', async () => {
			await open([customerCall], [leg(phone, 'Up', { callernum: '2005', connectednum: '2001' })]);
			expect(await stop()).toMatchObject({ kind: 'refused' });
			expect(hungUp()).toEqual([]);
		});

		test('a leg that ended meanwhile is done', async () => {
			await open([customerCall], [marked('2001')]);
			await ucm.close();
			ucm = await scriptedUcm({
				listUnBridgedChannels: channels([marked('2001')]),
				Hangup: refused(-16),
			});
			expect(await stop()).toBe('done');
		});
	});
});
