import {
	channelOf,
	client,
	customer,
	customerCalls,
	done,
	rows,
	startUcm,
	type Ask,
	type Ucm,
} from './ucm.cts';
import { defaultOffice } from '../../../simulator/model/office.cts';

let ucm: Ucm;
let ask: Ask;

beforeEach(async () => {
	ucm = await startUcm({
		clockStandsAt: new Date('2025-05-15T11:07:33Z'),
		office: { ...defaultOffice(), calls: [] },
	});
	ask = await client(ucm);
});

afterEach(() => ucm.close());

async function bridged() {
	return rows(await ask('listBridgedChannels'));
}

async function unbridged() {
	return rows(await ask('listUnBridgedChannels'));
}

/** 101 whispers to 106 by the channel that 106 has. */
async function whisper(change: Record<string, string> = {}) {
	const channel = await channelOf(ask, '106');
	return ask('callbarge', { channel, exten: '106', mode: 'w', 'barge-exten': '101@0', ...change });
}

describe('lists of channels', () => {
	it('have a call among the bridged ones since it was answered', async () => {
		customerCalls(ucm, '106', 'ringing');
		expect(await bridged()).toEqual([]);
		ucm.clock.advance(5_000);
		ucm.pbx.pickUp('106');
		ucm.clock.advance(60_000);

		expect(await bridged()).toMatchObject([
			{
				callerid1: customer,
				callerid2: '106',
				name1: '',
				name2: 'Alice',
				bridge_time: '2025-05-15 11:07:38',
				bridge_timestamp: '1747307258',
				inbound_trunk_name: 'to-18-16-2',
				outbound_trunk_name: '',
			},
		]);
		expect(await unbridged()).toEqual([]);
	});

	it('have a call that rings by its legs', async () => {
		customerCalls(ucm, '106', 'ringing');

		expect(await unbridged()).toMatchObject([
			{ state: 'Ring', callernum: customer, connectednum: '106', service: 'normal' },
			{ state: 'Ringing', callernum: '106', callername: 'Alice', connectednum: customer },
		]);
	});

	it('have who waits in a queue by one leg', async () => {
		customerCalls(ucm, '9998');

		expect(await unbridged()).toMatchObject([
			{ state: 'Up', callernum: customer, connectednum: '9998', service: 'queue' },
		]);
	});

	it('keep a call that is held', async () => {
		customerCalls(ucm);
		await ucm.pbx.hold('106', 'on');
		expect(await bridged()).toHaveLength(1);
	});

	it('name the trunk by the direction of the call', async () => {
		ucm.pbx.startCall({ direction: 'outbound', from: '106', to: customer });
		ucm.pbx.startCall({ direction: 'internal', from: '107', to: '108' });
		const trunks = (await bridged()).map((row) => [
			row.inbound_trunk_name,
			row.outbound_trunk_name,
		]);
		expect(trunks).toEqual([
			['', 'to-18-16-2'],
			['', ''],
		]);
	});

	it('come in pages', async () => {
		for (const to of ['106', '107', '108']) customerCalls(ucm, to);
		const page = async (number: string) => {
			const reply = await ask('listBridgedChannels', { item_num: '2', page: number });
			const { total_item, total_page, page } = reply.response;
			return [rows(reply).map((row) => row.callerid2), total_item, total_page, page];
		};
		expect(await page('1')).toEqual([['106', '107'], 3, 2, 1]);
		expect(await page('2')).toEqual([['108'], 3, 2, 2]);
		expect(await page('3')).toEqual([[], 3, 2, 3]);
	});
});

describe('callbarge', () => {
	it.each([
		['', 'listen'],
		['w', 'whisper'],
		['W', 'whisper'],
		['B', 'bargeIn'],
	])('with mode "%s" is %s', async (letter, mode) => {
		customerCalls(ucm);
		expect(await whisper({ mode: letter })).toEqual(done);
		expect(ucm.pbx.monitoringLegs()).toMatchObject([
			{ mode, monitored: '106', supervisor: { number: '101', stage: 'up' } },
		]);
	});

	it('without mode listens', async () => {
		customerCalls(ucm);
		const channel = await channelOf(ask, '106');
		await ask('callbarge', { channel, exten: '106', 'barge-exten': '101@0' });
		expect(ucm.pbx.monitoringLegs()).toMatchObject([{ mode: 'listen', monitored: '106' }]);
	});

	it('shows the leg first while it rings, then on the line, and can be hung up by it', async () => {
		customerCalls(ucm);
		expect(await whisper({ 'barge-exten': '105@0' })).toEqual(done);
		const [ringing] = await unbridged();
		expect(ringing).toMatchObject({
			channel: expect.stringMatching(/^Local\/105@from-internal-[0-9a-f]{8};1$/) as string,
			state: 'Ringing',
			callernum: '105',
			connectedname: 'Call Bargin',
			connectednum: '106',
		});

		ucm.pbx.pickUp('105');
		const [up] = await unbridged();
		expect(up).toMatchObject({
			channel: expect.stringMatching(/^PJSIP\/105-[0-9a-f]{8}$/) as string,
			state: 'Up',
			callernum: '105',
			connectedname: 'Call Bargin',
			connectednum: '106',
		});

		expect(await ask('Hangup', { channel: String(up?.channel) })).toEqual(done);
		expect(await unbridged()).toEqual([]);
		expect(await bridged()).toHaveLength(1);
	});

	it('can be called off while the supervisor is called', async () => {
		customerCalls(ucm);
		await whisper({ 'barge-exten': '105@0' });
		const [ringing] = await unbridged();
		expect(await ask('Hangup', { channel: String(ringing?.channel) })).toEqual(done);
		expect(ucm.pbx.monitoringLegs()).toEqual([]);
	});

	it.each([
		['a channel that is gone', { channel: 'PJSIP/106-000000ff' }, -16],
		['an unknown supervisor', { 'barge-exten': '199@0' }, -16],
		['a supervisor who talks', { 'barge-exten': '107@0' }, -9],
		['a supervisor without a number', { 'barge-exten': '@0' }, -15],
		['an unknown mode', { mode: 'x' }, -15],
		['the number of the supervisor in exten', { exten: '101' }, -15],
	])('refuses %s', async (_name, change, status) => {
		customerCalls(ucm);
		customerCalls(ucm, '107');
		expect(await whisper(change)).toEqual({ response: {}, status });
		expect(ucm.pbx.monitoringLegs()).toEqual([]);
	});

	it("refuses the customer's side", async () => {
		customerCalls(ucm);
		const channel = await channelOf(ask, customer);
		expect(await whisper({ channel, exten: customer })).toEqual({ response: {}, status: -16 });
	});

	it("takes the queue page's supervisor without confirmation flag", async () => {
		customerCalls(ucm);
		expect(await whisper({ mode: 'B', 'barge-exten': '101' })).toEqual(done);
	});

	it('is one of the races', async () => {
		customerCalls(ucm);
		ucm.races.add({ moment: 'before', endpoint: 'callbarge', act: () => ucm.pbx.hangUp('106') });
		expect(await whisper()).toEqual({ response: {}, status: -16 });
	});
});

describe('call control', () => {
	it('dials an extension', async () => {
		const dialled = { response: { need_apply: 'no' }, status: 0 };
		expect(await ask('dialExtension', { caller: '100', callee: '106' })).toEqual(dialled);
		expect(await unbridged()).toMatchObject([{ state: 'Ringing', callernum: '100' }]);
		ucm.pbx.pickUp('100');
		ucm.pbx.pickUp('106');
		expect(await bridged()).toMatchObject([{ callerid1: '100', callerid2: '106' }]);
	});

	it('dials outside', async () => {
		expect(await ask('dialOutbound', { caller: '100', outbound: customer })).toMatchObject({
			status: 0,
		});
		ucm.pbx.pickUp('100');
		ucm.pbx.pickUp(customer);
		expect(await bridged()).toMatchObject([{ callerid1: '100', callerid2: customer }]);
	});

	it('refuses to dial from and to nobody, and from a phone in a call', async () => {
		customerCalls(ucm);
		for (const [caller, callee, status] of [
			['199', '100', -16],
			['100', '199', -16],
			['106', '100', -9],
		] as const) {
			expect(await ask('dialExtension', { caller, callee })).toMatchObject({ status });
		}
	});

	it.each(['Hangup', 'hangup'])(
		'%s ends the call, by either spelling of channel',
		async (action) => {
			for (const name of ['channel', 'Channel']) {
				customerCalls(ucm);
				expect(await ask(action, { [name]: await channelOf(ask, '106') })).toEqual(done);
				expect(await bridged()).toEqual([]);
			}
		},
	);

	it('holds and mutes the party of the channel', async () => {
		customerCalls(ucm);
		const channel = await channelOf(ask, '106');
		const alice = () => ucm.pbx.currentCalls()[0]?.callee;
		await ask('hold', { channel });
		await ask('mute', { channel });
		expect(alice()).toMatchObject({ holding: true, muted: true });
		await ask('unhold', { channel });
		await ask('unmute', { channel });
		expect(alice()).toMatchObject({ holding: false, muted: false });
	});

	it.each([
		['callTransfer', 'extension', '107'],
		['transferNumberInbound', 'callee', '107'],
		['transferNumberOutbound', 'outbound', '0309876543'],
	])('%s moves the other party to another number', async (action, target, to) => {
		customerCalls(ucm);
		const channel = await channelOf(ask, '106');
		expect(await ask(action, { channel, [target]: to })).toEqual(done);
		ucm.pbx.pickUp(to);
		expect(await bridged()).toMatchObject([{ callerid1: customer, callerid2: to }]);
		expect(await ask(action, { channel, [target]: to })).toMatchObject({ status: -16 });
	});

	it('refuses a transfer to nobody', async () => {
		customerCalls(ucm);
		const channel = await channelOf(ask, '106');
		expect(await ask('callTransfer', { channel, extension: '199' })).toMatchObject({ status: -16 });
	});

	it.each(['Hangup', 'hold', 'unhold', 'mute', 'unmute'])(
		'%s of a channel that is gone gets -16',
		async (action) => {
			expect(await ask(action, { channel: 'PJSIP/106-000000ff' })).toMatchObject({ status: -16 });
		},
	);
});
