import { Client, customerCalls, signedIn } from './client.cts';
import type { YeastarPSimulator } from '../../../simulator/simulator.cts';
import { defaultOffice } from '../../../simulator/model/office.cts';

let simulator: YeastarPSimulator;
let client: Client;

beforeEach(async () => {
	({ simulator, client } = await signedIn({
		office: { ...defaultOffice(), calls: [] },
		clockStandsAt: new Date('2025-08-22T16:44:40Z'),
		switches: { recordings: 'on' },
	}));
});

afterEach(() => simulator.close());

type Row = Record<string, unknown>;

async function rows(endpoint: string, query: Record<string, string> = {}): Promise<Row[]> {
	return (await client.get(endpoint, query)).data as Row[];
}

describe('extension/list', () => {
	it('has every extension, and whether a phone is registered', async () => {
		const all = await rows('extension/list');
		expect(all).toHaveLength(13);
		const status = (number: string) =>
			all.find((row) => row.number === number)?.online_status as Record<string, object>;
		expect(status('106').sip_phone).toMatchObject({ status: 1 });
		expect(status('110').sip_phone).toMatchObject({ status: 0 });
		expect(status('120').fxs_phone).toEqual({ status: 0 });
		expect(JSON.stringify(all)).not.toContain('canary');
	});

	it('is sorted, and cut into pages', async () => {
		const query = { sort_by: 'number', order_by: 'asc', page_size: '2' };
		const numbers = async (page: string) =>
			(await rows('extension/list', { ...query, page })).map(({ number }) => number);
		expect(await numbers('1')).toEqual(['0101', '100']);
		expect(await numbers('7')).toEqual(['120']);
		expect(await numbers('8')).toEqual([]);
		expect(await client.get('extension/list', query)).toMatchObject({ total_number: 13 });
		expect(await client.get('extension/list', { page_size: '10001' })).toMatchObject({
			errcode: 40002,
		});
	});

	it('is asked by internal id elsewhere', async () => {
		const [first] = await rows('extension/list');
		const query = { ids: String(first?.id) };
		expect(await rows('extension/query', query)).toEqual([first]);
		expect(await client.get('extension/query', { ids: '1' })).toMatchObject({ errcode: 60001 });
	});
});

describe('a queue', () => {
	it('is found by its number, and asked by its id', async () => {
		const [queue] = await rows('queue/search', { number: '9998' });
		expect(queue).toMatchObject({ id: 1, number: '9998' });
		expect(await rows('queue/search', { number: '9' })).toHaveLength(1);
		expect(await rows('queue/search', { search_value: '12' })).toEqual([]);
		expect(await client.get('queue/call_status', { id: '9998' })).toMatchObject({
			errcode: 60001,
		});
	});

	it('shows waiting and active calls beside each other', async () => {
		customerCalls(simulator, '9998');
		simulator.clock.advance(7_000);
		simulator.pbx.startCall({ direction: 'inbound', from: '0309', to: '9998' });
		simulator.pbx.answerFromQueue('9998', '106');
		const status = await client.get('queue/call_status', { id: '1' });
		expect(status).toMatchObject({
			waiting_calls: 1,
			active_calls: 1,
			ringing_calls: 0,
			waiting_list: [{ caller_number: '0309', callee_number: '9998', duration: 0 }],
			active_list: [{ caller_number: '0151234567', callee_number: '106', duration: 7 }],
		});
	});

	it('shows its agents', async () => {
		customerCalls(simulator, '106');
		simulator.pbx.changePhone('107', { line: 'unregistered' });
		const agents = await rows('queue/agent_status', { id: '1' });
		expect(
			agents.map(({ number, is_login, call_status }) => [number, is_login, call_status]),
		).toEqual([
			['106', 1, 2],
			['107', 0, 1],
			['109', 1, 1],
			['100', 0, 1],
		]);
	});

	it('changes them by the ids of extension and queue', async () => {
		const change = { ext_id: '10', queue_ids: '1' };
		const agent = async () => (await rows('queue/agent_status', { id: '1' }))[3];
		expect(await client.get('agent/login', { ...change, operation: 'login' })).toMatchObject({
			errcode: 0,
		});
		const pause = { ext_id: '10', operation: 'pause', reason: '*01' };
		expect(await client.get('agent/pause', pause)).toMatchObject({ errcode: 0 });
		expect(await agent()).toMatchObject({
			number: '100',
			is_login: 1,
			is_pause: 1,
			pause_reason: 'Lunch',
			agent_type: 'dynamic',
		});
		for (const [endpoint, fields] of [
			['agent/pause', { ...pause, reason: '*09' }],
			['agent/pause', { ...pause, operation: 'stop' }],
			['agent/login', { operation: 'login' }],
		] as const) {
			expect(await client.get(endpoint, fields)).toMatchObject({ errcode: 40002 });
		}
		for (const unknown of [{ ext_id: '999' }, { queue_ids: '9' }]) {
			const fields = { ...change, ...unknown, operation: 'logout' };
			expect(await client.get('agent/login', fields)).toMatchObject({ errcode: 60001 });
		}
	});
});

describe('call records', () => {
	beforeEach(() => {
		for (const to of ['106', '107', '100']) {
			const id = customerCalls(simulator, to);
			simulator.clock.advance(5_000);
			simulator.pbx.endCall(id);
		}
	});

	it('have the number with its name, and epoch seconds', async () => {
		const [newest] = await rows('cdr/list');
		expect(newest).toEqual({
			id: 3,
			time: '2025/08/22 16:44:50',
			timestamp: 1755881090,
			uid: '202508221644500003',
			new_id: '202508221644500003_1',
			call_id: expect.any(String) as string,
			call_from: '0151234567',
			call_to: 'Reception<100>',
			call_from_number: '0151234567',
			call_to_number: '100',
			disposition: 'ANSWERED',
			call_type: 'Inbound',
			duration: 5,
			ring_duration: 0,
			talk_duration: 5,
			src_trunk: 'to-18-16-2',
			dst_trunk: '',
			record_file: expect.stringMatching(/^20250822164450-.*-Inbound\.wav$/) as string,
		});
	});

	it('are sorted by time, and cut into pages', async () => {
		const query = { sort_by: 'time', order_by: 'desc', page_size: '2' };
		const ids = async (page: string) =>
			(await rows('cdr/list', { ...query, page })).map(({ id }) => id);
		expect([await ids('1'), await ids('2'), await ids('3')]).toEqual([[3, 2], [1], []]);
	});

	it('are searched by epoch seconds', async () => {
		const start_time = '1755881085';
		expect(await rows('cdr/search', { start_time })).toHaveLength(2);
		expect(await client.get('cdr/search', { start_time: '2025/08/22' })).toMatchObject({
			errcode: 40002,
		});
	});

	it('lead to the recording in two steps', async () => {
		const [record] = await rows('cdr/list');
		const file = String(record?.record_file);
		const { download_resource_url } = await client.get('recording/download', { file });
		const path = `${simulator.url}${String(download_resource_url)}`;
		const headers = { 'User-Agent': 'OpenAPI' };
		const audio = await fetch(`${path}?access_token=${client.token}`, { headers });
		expect(Buffer.from(await audio.arrayBuffer()).toString('latin1', 0, 4)).toBe('RIFF');

		const unsigned = await fetch(path, { headers });
		expect(await unsigned.json()).toMatchObject({ errcode: 10004 });
		expect(await client.get('recording/download', { file: 'none' })).toMatchObject({
			errcode: 60001,
		});
		simulator.clock.advance(30 * 60 * 1000);
		await client.signIn(simulator.account);
		const late = await fetch(`${path}?access_token=${client.token}`, { headers });
		expect(await late.json()).toMatchObject({ errcode: 60001 });
	});
});
