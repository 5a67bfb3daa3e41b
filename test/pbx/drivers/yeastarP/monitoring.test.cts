import { startMonitoring } from '../../../../pbx/supervision/startMonitoring';
import { Failure } from '../../../../pbx/model/failure';
import type { Pbx } from '../../../../pbx/model/pbx';
import { connected } from '../connected.cts';
import type { RawPbx } from '../openvox/rawPbx.cts';
import {
	calls,
	credentialFor,
	extension,
	parts,
	pathOf,
	printed,
	printedPbx,
	trunk,
} from './printed.cts';

let raw: RawPbx | undefined;

afterEach(close);

async function close(): Promise<void> {
	await raw?.close();
	raw = undefined;
}

type Answers = Parameters<typeof printedPbx>[0];

async function open(answers: Answers): Promise<Pbx> {
	await close();
	raw = await printedPbx({ 'call/listen': printed('call-listen.json'), ...answers });
	return connected(credentialFor(raw.url).data);
}

const whisper = { mode: 'whisper', supervisor: '2008', monitored: '2000' } as const;

async function start(query: string, answers: Answers = {}) {
	const pbx = await open({ 'call/query': query, ...answers });
	return await pbx.monitoring?.start(whisper);
}

function requests(): string[] {
	return raw?.requests ?? [];
}

function orders() {
	return requests()
		.map(parts)
		.filter(({ requestLine }) => requestLine.includes('call/listen'));
}

const channelOf = (order: ReturnType<typeof parts> | undefined) =>
	(order?.body as { channel_id?: string } | undefined)?.channel_id;

describe('the channel', () => {
	test.each([
		['of the caller', [extension('2000', 'ANSWERED'), extension('2001', 'ANSWER')]],
		['of the callee', [trunk('inbound', '0151', '6402', 'ANSWERED'), extension('2000', 'ANSWER')]],
		['of a number with its technology', [extension('PJSIP/2000', 'ANSWER', 'PJSIP/2000-00000114')]],
		['of a number with a domain', [extension('2000@pbx.example', 'ANSWER', 'PJSIP/2000-00000114')]],
		[
			'of an unquoted number',
			[{ extension: { number: 2000, channel_id: 'PJSIP/2000-00000114', member_status: 'answer' } }],
		],
		[
			'of an internal member',
			[
				{
					internal: {
						from: '2001',
						to: '2000',
						channel_id: 'PJSIP/2000-00000114',
						member_status: 'ANSWER',
					},
				},
			],
		],
		['on hold, where there is no other', [extension('2000', 'HOLD'), extension('2001', 'ANSWER')]],
	])('%s is used', async (_whose, members) => {
		expect(await start(calls({ members }))).toMatchObject({ result: 'accepted' });
		expect(channelOf(orders()[0])).toBe('PJSIP/2000-00000114');
	});

	test('of the call that goes on comes before the one on hold', async () => {
		const held = { id: '1.1', members: [extension('2000', 'HOLD', 'PJSIP/2000-00000001')] };
		const talking = { id: '1.2', members: [extension('2000', 'ANSWERED', 'PJSIP/2000-00000002')] };
		await start(calls(held, talking));
		expect(channelOf(orders()[0])).toBe('PJSIP/2000-00000002');
	});

	test('is found in a reply that ignores the filter, and the result names the call', async () => {
		const other = {
			id: '1.1',
			members: [extension('2001', 'ANSWER'), extension('2002', 'ANSWERED')],
		};
		const own = {
			id: '1.2',
			members: [trunk('inbound', '0151', '6402', 'ANSWERED'), extension('2000', 'ANSWER')],
		};
		expect(await start(calls(other, own))).toMatchObject({
			call: { direction: 'inbound', otherParty: '0151', id: '1.2', trunk: 'my-trunk' },
		});
		expect(channelOf(orders()[0])).toBe('PJSIP/2000-00000114');
	});
});

describe('no order goes out', () => {
	test.each([
		['an empty list', calls()],
		['no list at all', '{"errcode":0,"errmsg":"SUCCESS"}'],
		['"data not found"', '{"errcode":60001,"errmsg":"DATA NOT FOUND"}'],
		[
			'the call of another extension whose number begins alike',
			calls({ members: [extension('02000', 'ANSWER')] }),
		],
		[
			'a call that rings',
			calls({ members: [extension('2000', 'RING'), extension('2001', 'ALERT')] }),
		],
		['a call that is over', calls({ members: [extension('2000', 'BYE')] })],
	])('for %s', async (_what, query) => {
		expect(await start(query)).toMatchObject({
			kind: 'notInCall',
			message: 'Extension 2000 is not in a call',
		});
		expect(orders()).toEqual([]);
	});

	test.each([
		['without the member of the extension', [trunk('inbound', '0151', '2000', 'ANSWERED')]],
		[
			'with a member without number and channel',
			[extension('', 'ANSWER', ''), trunk('inbound', '0151', '6402', 'ANSWERED')],
		],
		['with a member without channel', [extension('2000', 'ANSWER', '')]],
	])('for a call %s, and never one with the channel of the trunk', async (_how, members) => {
		const failure = await start(calls({ members }));
		expect(failure).toMatchObject({
			kind: 'unsupported',
			message: 'Extension 2000 is in a call, but the PBX does not show its channel',
		});
		expect(orders()).toEqual([]);
	});

	test('where the lookup has no reply: nothing can have rung', async () => {
		const failure = await start('<html><body>502 Bad Gateway</body></html>');
		expect(failure).toMatchObject({ kind: 'invalidReply' });
		expect(orders()).toEqual([]);
	});
});

describe('a refused order', () => {
	const refused = async (
		errcode: number,
		more: object = {},
		query = calls({ members: [extension('2000', 'ANSWER')] }),
	) => {
		const failure = await start(query, {
			'call/listen': JSON.stringify({ errcode, errmsg: 'FAILURE', ...more }),
		});
		if (!(failure instanceof Failure)) throw new Error('it was not refused');
		return failure;
	};

	test.each([
		[10005, 'refused', 'does not let extension 2008 monitor extension 2000'],
		[10009, 'refused', 'does not let extension 2008 monitor extension 2000'],
		[60001, 'notFound', 'Extension 2008 does not exist on the PBX'],
		[70130, 'notInCall', 'Extension 2000 is not in a call: the call is over'],
		[70132, 'refused', 'The call of extension 2000 does not allow this'],
		[70087, 'forbidden', 'does not permit the address of n8n'],
		[70123, 'forbidden', 'The API of the PBX is off'],
		[10001, 'unsupported', 'does not know this request'],
		[-1, 'refused', 'The PBX refused the request: FAILURE (-1)'],
		[70999, 'refused', 'The PBX refused the request: FAILURE (70999)'],
	])('%d is %s', async (errcode, kind, words) => {
		const failure = await refused(errcode);
		expect(failure.kind).toBe(kind);
		expect(failure.message).toContain(words);
		expect(failure.pbxCode).toBe(String(errcode));
	});

	test('names the field that was not accepted', async () => {
		const list = { invalid_param_list: [{ field: 'type', value: 'x' }] };
		expect((await refused(40002, list)).message).toContain('a value of the request: type');
		const monitor = { invalid_param_list: [{ field: 'monitor', value: '2008' }] };
		expect((await refused(40002, monitor)).message).toBe(
			'Extension 2008 does not exist on the PBX',
		);
	});

	test('shows little of what the PBX says, and no markup', async () => {
		const errmsg = `<b>\u0007${'x'.repeat(500)}`;
		expect((await refused(-1, { errmsg })).message.length).toBeLessThan(150);
		expect((await refused(-1, { errmsg: 'a<b\u0007' })).message).toBe(
			'The PBX refused the request: ab (-1)',
		);
	});

	test('may have been carried out where its reply cannot be read', async () => {
		const pbx = await open({
			'call/query': calls({ members: [extension('2000', 'ANSWER')] }),
			'call/listen': '{"errcode":0,"errm',
		});
		expect(await pbx.monitoring?.start(whisper)).toMatchObject({ kind: 'outcomeUnknown' });
		expect(orders()).toHaveLength(1);
	});

	test('is explained by the state of the two extensions', async () => {
		const busy = calls(
			{ id: '1.1', members: [extension('2000', 'ANSWER')] },
			{ id: '1.2', members: [extension('2008', 'ANSWER'), extension('2009', 'ANSWERED')] },
		);
		const rows = ['2000', '2008'].map((number) => ({
			number,
			online_status: { sip_phone: { status: 1 } },
		}));
		const pbx = await open({
			'call/query': busy,
			'call/listen': '{"errcode":10009,"errmsg":"OPERATION FAILED"}',
			'extension/list': JSON.stringify({ errcode: 0, total_number: 2, data: rows }),
		});
		expect(await startMonitoring(pbx, whisper)).toMatchObject({
			kind: 'refused',
			message: 'Extension 2008 is not idle: it is in a call',
		});
		expect(requests().map(pathOf)).toEqual([
			'get_token',
			'call/query',
			'call/listen',
			'extension/list',
			'call/query',
		]);
	});
});

describe('stop', () => {
	const stop = async (query: string) => {
		const pbx = await open({ 'call/query': query, 'call/hangup': printed('call-mute.json') });
		return await pbx.monitoring?.stop?.({ supervisor: '2008', monitored: '2000' });
	};

	test.each([
		['shows alone', [extension('2008', 'ANSWER')]],
		['rings alone', [extension('2008', 'RING')]],
		[
			'shows in the monitored call',
			['2000', '2001', '2008'].map((number) => extension(number, 'ANSWER')),
		],
	])('hangs up a supervisor who %s', async (_how, members) => {
		expect(await stop(calls({ members }))).toBe('done');
		expect(parts(requests()[2] ?? '').body).toEqual({ channel_id: 'PJSIP/2008-00000114' });
	});

	test.each([
		[
			'is in a call of its own',
			calls({ members: [extension('2008', 'ANSWER'), extension('2000', 'ANSWERED')] }),
		],
		['is in no call', calls()],
	])('leaves a supervisor alone who %s', async (_how, query) => {
		expect(await stop(query)).toMatchObject({
			kind: 'refused',
			message: 'Extension 2008 does not monitor extension 2000',
		});
		expect(requests().map(pathOf)).toEqual(['get_token', 'call/query']);
	});
});
