import {
	cookieOf,
	customer,
	customerCalls,
	post,
	startUcm,
	type Fields,
	type Row,
	type Ucm,
	type UcmOptions,
} from './ucm.cts';

let ucm: Ucm;

async function start(options: UcmOptions = {}) {
	ucm = await startUcm({ clockStandsAt: new Date('2025-05-15T11:00:00Z'), ...options });
}

afterEach(() => ucm.close());

async function request(action: string, fields: Fields): Promise<Response> {
	const cookie = await cookieOf(ucm);
	return post(ucm, JSON.stringify({ request: { action, cookie, ...fields } }));
}

async function records(fields: Fields = {}): Promise<Row[]> {
	const body = (await (await request('cdrapi', { format: 'json', ...fields })).json()) as {
		cdr_root: Row[];
	};
	expect(Object.keys(body)).toEqual(['cdr_root']);
	return body.cdr_root;
}

/** A call of a minute, ten seconds of which it rings. */
function call(to = '106') {
	const id = customerCalls(ucm, to, 'ringing');
	ucm.clock.advance(10_000);
	ucm.pbx.pickUp(to);
	ucm.clock.advance(50_000);
	ucm.pbx.endCall(id);
}

describe('call records', () => {
	it('have an answered call in one row, without an envelope', async () => {
		await start({ device: { utcOffsetMinutes: 120 } });
		call();
		expect(await records()).toEqual([
			expect.objectContaining({
				AcctId: '1',
				src: customer,
				dst: '106',
				start: '2025-05-15 13:00:00',
				answer: '2025-05-15 13:00:10',
				end: '2025-05-15 13:01:00',
				duration: '60',
				billsec: '50',
				disposition: 'ANSWERED',
				userfield: 'Inbound',
				action_type: 'DIAL',
				src_trunk_name: 'to-18-16-2',
				dst_trunk_name: '',
				recordfiles: '',
			}),
		]);
	});

	it('have a call that nobody answered', async () => {
		await start();
		const id = customerCalls(ucm, '106', 'ringing');
		ucm.clock.advance(20_000);
		ucm.pbx.endCall(id);
		expect(await records()).toMatchObject([
			{ answer: '', duration: '20', billsec: '0', disposition: 'NO ANSWER' },
		]);
	});

	it('nest the legs of a transferred call', async () => {
		await start();
		customerCalls(ucm);
		ucm.clock.advance(30_000);
		ucm.pbx.transferFrom('106', '107');
		ucm.clock.advance(5_000);
		ucm.pbx.pickUp('107');
		ucm.clock.advance(25_000);
		await ucm.pbx.hangUp('107');

		expect(await records()).toMatchObject([
			{
				main_cdr: { src: customer, dst: '106', duration: '60', billsec: '60' },
				sub_cdr_1: { dst: '106', duration: '30', billsec: '30', action_type: 'DIAL' },
				sub_cdr_2: { dst: '107', duration: '30', billsec: '25', action_type: 'TRANSFER' },
			},
		]);
	});

	it('nest the legs of a call through a queue', async () => {
		await start();
		customerCalls(ucm, '9998');
		ucm.clock.advance(15_000);
		ucm.pbx.answerFromQueue('9998', '106');
		ucm.clock.advance(30_000);
		await ucm.pbx.hangUp('106');

		expect(await records()).toMatchObject([
			{
				main_cdr: { dst: '9998', duration: '45' },
				sub_cdr_1: { dst: '9998', action_type: 'QUEUE[9998]', duration: '15' },
				sub_cdr_2: { dst: '106', duration: '30', billsec: '30' },
			},
		]);
	});

	it('are limited by time, parties, number and offset', async () => {
		await start();
		for (const to of ['106', '107', '108']) call(to);
		const numbers = async (fields: Fields) => (await records(fields)).map((row) => row.dst);
		expect(await numbers({ startTime: '2025-05-15 11:01:00' })).toEqual(['107', '108']);
		expect(await numbers({ endTime: '2025-05-15 11:01:00' })).toEqual(['106', '107']);
		expect(await numbers({ callee: '106,108' })).toEqual(['106', '108']);
		expect(await numbers({ caller: '106' })).toEqual([]);
		expect(await numbers({ numRecords: '1', offset: '1' })).toEqual(['107']);
	});

	it.each([
		['no format, which means CSV', {}, -19],
		['a time in another format', { format: 'json', startTime: '2025-05-15T11:00:00Z' }, -15],
		['no count', { format: 'json', numRecords: 'all' }, -15],
	])('are refused for %s', async (_name, fields, status) => {
		await start();
		expect(await (await request('cdrapi', fields)).json()).toEqual({ response: {}, status });
	});
});

describe('recordings', () => {
	const name = `auto-1747306800-${customer}-106.wav`;

	beforeEach(async () => {
		await start({ switches: { recordings: 'on' } });
		call();
	});

	it('are named in the record of the call, with an @ behind', async () => {
		const [row] = await records();
		expect(row?.recordfiles).toBe(`${name}@`);
		const info = await request('getRecordInfosByCall', { id: String(row?.AcctId) });
		expect(await info.json()).toEqual({ response: { recordfiles: `${name}@` }, status: 0 });
	});

	it('are downloaded as bytes', async () => {
		const reply = await request('recapi', { filedir: 'monitor', filename: name });
		expect(reply.headers.get('content-type')).toBe('audio/x-wav');
		expect(Buffer.from(await reply.arrayBuffer()).toString('latin1', 0, 4)).toBe('RIFF');
	});

	it.each([
		['getRecordInfosByCall', { id: '99' }],
		['recapi', { filedir: 'monitor', filename: `${name}@` }],
		['recapi', { filedir: 'etc', filename: name }],
	])('%s of one that there is not gets -16', async (action, fields) => {
		expect(await (await request(action, fields)).json()).toEqual({ response: {}, status: -16 });
	});
});
