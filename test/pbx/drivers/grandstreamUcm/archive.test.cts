import { Failure } from '../../../../pbx/model/failure';
import type { CallRecord } from '../../../../pbx/model/records';
import { printedBody, refused, scriptedUcm, type ScriptedUcm } from './scriptedUcm.cts';

let ucm: ScriptedUcm;

afterEach(async () => {
	await ucm.close();
});

const range = {
	from: Date.parse('2026-03-28T00:00:00Z'),
	to: Date.parse('2026-03-28T23:59:59Z'),
	extensions: [],
};

const plain = {
	AcctId: '62',
	src: '5300',
	dst: '5301',
	channel: 'PJSIP/5300-00000000',
	dstchannel: 'PJSIP/5301-00000001',
	lastapp: 'Dial',
	start: '2026-03-28 11:46:40',
	answer: '2026-03-28 11:46:43',
	end: '2026-03-28 11:46:49',
	duration: '9',
	billsec: '6',
	disposition: 'ANSWERED',
	uniqueid: '1386092800.0',
	userfield: 'EXT',
	channel_ext: '5300',
	dstchannel_ext: '5301',
	recordfiles: '2026-03/auto-1386092803-5300-5301.wav@',
};

const main = {
	...plain,
	AcctId: '70',
	src: '0151234567',
	dst: '6500',
	channel: 'PJSIP/trunk_1-00000010',
	dstchannel: '',
	lastapp: 'Queue',
	action_type: 'QUEUE[6500]',
	channel_ext: '',
	dstchannel_ext: '',
	userfield: 'Inbound',
	src_trunk_name: 'AIRTEL',
	uniqueid: '1386092900.5',
	start: '2026-03-28 12:00:00',
	end: '2026-03-28 12:03:00',
	duration: '180',
	billsec: '175',
	recordfiles: '',
};

const noAnswer = {
	...main,
	AcctId: '71',
	dstchannel: 'PJSIP/5300-00000011',
	start: '2026-03-28 12:00:10',
	end: '2026-03-28 12:00:20',
	duration: '10',
	billsec: '0',
	disposition: 'NO ANSWER',
};

const answered = {
	...noAnswer,
	AcctId: '72',
	dstchannel: 'PJSIP/5301-00000012',
	start: '2026-03-28 12:00:20',
	end: '2026-03-28 12:03:05',
	duration: '165',
	billsec: '155',
	disposition: 'ANSWERED',
	recordfiles: 'queue-6500.wav@',
};

async function recordsOf(rows: object[], extensions: string[] = []): Promise<CallRecord[]> {
	ucm = await scriptedUcm({ cdrapi: JSON.stringify({ cdr_root: rows }) });
	const found = await ucm.pbx.records?.list({ ...range, extensions });
	if (!found || found instanceof Failure) throw new Error(found?.message);
	return found;
}

describe('call records', () => {
	test('are asked for in the time of the PBX', async () => {
		ucm = await scriptedUcm(
			{ cdrapi: '{"cdr_root":[]}' },
			{ fields: { timeZone: 'Asia/Kolkata' } },
		);
		expect(await ucm.pbx.records?.list(range)).toEqual([]);
		expect(ucm.fieldsOf('cdrapi')).toEqual([
			expect.objectContaining({
				format: 'json',
				numRecords: '1000',
				offset: '0',
				startTime: '2026-03-28 05:30:00',
				endTime: '2026-03-29 05:29:59',
			}),
		]);
	});

	test('a call with one leg', async () => {
		expect(await recordsOf([plain])).toEqual([
			{
				callId: '1386092800.0',
				startTime: '2026-03-28T11:46:40+00:00',
				direction: 'internal',
				from: '5300',
				to: '5301',
				outcome: 'answered',
				rawOutcome: 'ANSWERED',
				durationSeconds: 9,
				talkSeconds: 6,
				recording: 'auto-1386092803-5300-5301.wav',
			},
		]);
	});

	const throughQueue = {
		callId: '1386092900.5',
		startTime: '2026-03-28T12:00:00+00:00',
		direction: 'inbound',
		from: '0151234567',
		to: '5301',
		queue: '6500',
		outcome: 'answered',
		durationSeconds: 185,
		talkSeconds: 155,
		sourceTrunk: 'AIRTEL',
		recording: 'queue-6500.wav',
	};

	test.each([
		['beside each other', { cdr: '70', main_cdr: main, sub_cdr_1: noAnswer, sub_cdr_2: answered }],
		['in each other', { main_cdr: { ...main, sub_cdr_1: { ...noAnswer, sub_cdr_2: answered } } }],
		['with empty places', { main_cdr: main, sub_cdr_1: answered, sub_cdr_2: null }],
		['without the main one', { sub_cdr_1: main, sub_cdr_2: answered }],
	])('the legs of one call, %s, are one record', async (_name, row) => {
		expect(await recordsOf([row])).toEqual([expect.objectContaining(throughQueue)]);
	});

	test('a call that nobody took', async () => {
		const row = {
			main_cdr: { ...main, disposition: 'NO ANSWER', billsec: '0' },
			sub_cdr_1: noAnswer,
		};
		expect(await recordsOf([row])).toMatchObject([
			{ outcome: 'noAnswer', to: '5300', talkSeconds: 0 },
		]);
	});

	test.each([
		['BUSY', 'busy'],
		['FAILED', 'failed'],
		['NO_ANSWER', 'noAnswer'],
		['CONGESTION', 'unknown'],
	])('%s is %s', async (disposition, outcome) => {
		expect(await recordsOf([{ ...plain, disposition }])).toMatchObject([{ outcome }]);
	});

	test.each([
		[['5300'], 2],
		[['0530'], 0],
		[['530'], 0],
		[['5302', '5301'], 2],
		[[], 2],
	])('of the extensions %j: %i', async (extensions, count) => {
		const rows = [plain, { main_cdr: main, sub_cdr_1: noAnswer, sub_cdr_2: answered }];
		expect(await recordsOf(rows, extensions)).toHaveLength(count);
	});

	test('come in several requests', async () => {
		ucm = await scriptedUcm({
			cdrapi: ({ offset }) =>
				JSON.stringify({ cdr_root: Array(offset === '2000' ? 3 : 1000).fill(plain) }),
		});
		expect(await ucm.pbx.records?.list(range)).toHaveLength(2003);
		expect(ucm.fieldsOf('cdrapi').map(({ offset }) => offset)).toEqual(['0', '1000', '2000']);
	});

	test('without an end are a failure', async () => {
		const page = JSON.stringify({ cdr_root: Array(1000).fill({ start: '2026-03-28 11:46:40' }) });
		ucm = await scriptedUcm({ cdrapi: page });
		expect(await ucm.pbx.records?.list(range)).toMatchObject({ kind: 'invalidReply' });
		expect(ucm.fieldsOf('cdrapi')).toHaveLength(50);
	});

	test.each(['{"response":{"cdr_root":[]},"status":0}', '{"cdr_root":[],"status":0}'])(
		'in an envelope as well: %s',
		async (cdrapi) => {
			ucm = await scriptedUcm({ cdrapi });
			expect(await ucm.pbx.records?.list(range)).toEqual([]);
		},
	);
});

describe('recordings', () => {
	const name = 'auto-1774356619-+33695516169-6500.wav';

	test('as it is printed', async () => {
		ucm = await scriptedUcm({ recapi: 'RIFF....WAVE' });
		await ucm.pbx.recordings?.download?.(name);
		expect(ucm.bodies().at(-1)).toBe(printedBody('recapi'));
	});

	test('a reply in JSON says why there is none', async () => {
		ucm = await scriptedUcm({ recapi: refused(-16) });
		expect(await ucm.pbx.recordings?.download?.(name)).toMatchObject({
			kind: 'notFound',
			message: `Recording ${name} does not exist on the PBX`,
		});
	});
});
