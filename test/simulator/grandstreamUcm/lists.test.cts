import {
	client,
	customer,
	customerCalls,
	done,
	rows,
	startUcm,
	type Ask,
	type Ucm,
} from './ucm.cts';

let ucm: Ucm;
let ask: Ask;

beforeEach(async () => {
	ucm = await startUcm({
		clockStandsAt: new Date('2025-05-15T11:07:33Z'),
		device: { utcOffsetMinutes: 330 },
	});
	ask = await client(ucm);
});

afterEach(() => ucm.close());

describe('listAccount', () => {
	it('has the fields that are asked for, of every extension', async () => {
		const reply = await ask('listAccount', { options: 'extension,fullname,status' });
		expect(rows(reply, 'account')).toContainEqual({
			extension: '106',
			fullname: 'Alice',
			status: 'Idle',
		});
		expect(reply.response).toMatchObject({ total_item: 13, total_page: 1, page: 1 });
	});

	it('has all fields when none is named, and none of them is a secret', async () => {
		const text = JSON.stringify(await ask('listAccount'));
		expect(text).not.toMatch(/canary|77106/);
		expect(text).toContain('"account_type":"SIP(WebRTC)"');
	});

	it.each([
		['asc', ['0101', '100', '101']],
		['desc', ['120', '110', '109']],
	])('sorts as texts, %s', async (sord, first) => {
		const reply = await ask('listAccount', { sidx: 'extension', sord, item_num: '3', page: '1' });
		expect(rows(reply, 'account').map((row) => row.extension)).toEqual(first);
		expect(reply.response).toMatchObject({ total_item: 13, total_page: 5 });
	});

	it('knows the states', async () => {
		customerCalls(ucm, '106');
		customerCalls(ucm, '107', 'ringing');
		const reply = await ask('listAccount', { options: 'extension,status,addr' });
		const states = rows(reply, 'account').map(
			(row) => `${String(row.extension)} ${String(row.status)}`,
		);
		expect(states).toEqual(
			expect.arrayContaining([
				'100 Idle',
				'106 InUse',
				'107 Ringing',
				'109 InUse',
				'110 Unavailable',
				'120 Unavailable',
			]),
		);
		expect(rows(reply, 'account')).toContainEqual({
			extension: '110',
			status: 'Unavailable',
			addr: '-',
		});
	});
});

describe('queues', () => {
	const queue = {
		extension: '9998',
		queue_name: 'Queue 9998',
		strategy: 'ringall',
		members: '106,107,109',
	};

	it('are listed with their members', async () => {
		expect(rows(await ask('listQueue'), 'queue')).toEqual([queue]);
		expect(await ask('getQueue', { queue: '9998' })).toEqual({ response: { queue }, status: 0 });
		expect(await ask('getQueue', { queue: '9997' })).toEqual({ response: {}, status: -16 });
	});

	it('show their agents, who pause and sign in and out', async () => {
		const states = async () => {
			const { response } = await ask('getCallQueuesMemberMessage', { extension: '9998' });
			const { member } = response.CallQueueMembersMessage as {
				member: Array<Record<string, string>>;
			};
			return Object.fromEntries(
				member.map((each) => [`${each.member_extension}`, `${each.status} ${each.membership}`]),
			);
		};
		const change = (action: string, operatetype: string, agent: string) =>
			ask(action, { operatetype, interface: agent, extension: '9998' });
		const pause = 'pauseUnpauseQueueAgent';
		const sign = 'loginLogoffQueueAgent';
		expect(await states()).toMatchObject({ '106': 'Idle static', '100': 'Idle logoff' });
		expect(await change(pause, 'pause', '106')).toMatchObject({ status: 0 });
		expect(await change(sign, 'login', '100')).toMatchObject({ status: 0 });
		expect(await states()).toMatchObject({ '106': 'Paused static', '100': 'Idle login' });
		expect(await change(pause, 'unpause', '106')).toMatchObject({ status: 0 });
		expect(await change(sign, 'logoff', '100')).toMatchObject({ status: 0 });
		expect(await states()).toMatchObject({ '106': 'Idle static', '100': 'Idle logoff' });
		expect(await change(sign, 'logoff', '106')).toMatchObject({ status: -16 });
		expect(await change(pause, 'stop', '106')).toMatchObject({ status: -15 });
	});

	it('tell who waits, and who is answered', async () => {
		customerCalls(ucm, '9998');
		const other = '0309999999';
		ucm.pbx.startCall({ direction: 'inbound', from: other, to: '9998' });
		ucm.clock.advance(10_000);
		ucm.pbx.answerFromQueue('9998', '106');

		const waiting = await ask('getQueueCalling', { extension: '9998', role: '' });
		expect(waiting.response).toMatchObject({
			CallQueues: { extension: '9998', member: [{ callerid: other, position: '1' }] },
		});
		const answered = await ask('getQueueCalling', { extension: '9998', role: 'answer' });
		expect(answered.response).toMatchObject({
			CallQueues: {
				member: [{ callerid: customer, calleeid: '106', starttime: '2025-05-15 16:37:43' }],
			},
		});
	});
});

describe('the system', () => {
	it('tells what it is, with its clock', async () => {
		ucm.clock.advance(90_061_000);
		ask = await client(ucm);
		expect(await ask('getSystemStatus')).toMatchObject({
			response: {
				serial_number: '20EZ1A2B3C4D5E6F',
				'system-time': '2025-05-16 17:38:34 UTC+05:30',
				'up-time': '1 day, 01:01:01',
			},
		});
	});

	it('tells its firmware', async () => {
		expect(await ask('getSystemGeneralStatus')).toMatchObject({
			response: {
				part_number: '9640004011A',
				mac: 'C0:74:AD:00:00:01',
				prog_version: '1.0.27.15',
				'system-time': '2025-05-15 16:37:33 UTC+05:30',
			},
		});
	});

	it('answers a ping', async () => {
		expect(await ask('ping')).toEqual(done);
	});
});
