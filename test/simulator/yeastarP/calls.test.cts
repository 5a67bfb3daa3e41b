import { Client, customer, customerCalls, membersOf, signedIn, type Reply } from './client.cts';
import type { YeastarPSimulator } from '../../../simulator/simulator.cts';
import { defaultOffice } from '../../../simulator/model/office.cts';

let simulator: YeastarPSimulator;
let client: Client;

beforeEach(async () => {
	({ simulator, client } = await signedIn({ office: { ...defaultOffice(), calls: [] } }));
});

afterEach(() => simulator.close());

async function channelOf(extension: string): Promise<string> {
	return (await client.channelsOf(extension))[0] ?? 'none';
}

async function listen(type: string, monitor = '101', extension = '106'): Promise<Reply> {
	return client.post('call/listen', { monitor, channel_id: await channelOf(extension), type });
}

function state(): string[] {
	return simulator.pbx.describeHearing();
}

describe('call/query', () => {
	it('shows both members, each with its own channel', async () => {
		const call_id = customerCalls(simulator, '106');
		const { data } = await client.get('call/query');
		expect(data).toEqual([
			{
				call_id,
				members: [
					{
						inbound: {
							from: customer,
							to: '106',
							trunk_name: 'to-18-16-2',
							channel_id: expect.stringMatching(
								/^PJSIP\/trunk-to-18-16-2-endpoint-[0-9a-f]{8}$/,
							) as string,
							member_status: 'ANSWERED',
							call_path: '',
						},
					},
					{
						extension: {
							number: '106',
							channel_id: expect.stringMatching(/^PJSIP\/106-[0-9a-f]{8}$/) as string,
							member_status: 'ANSWER',
							call_path: '',
						},
					},
				],
			},
		]);
	});

	it('finds by extension, by call and by type', async () => {
		const call_id = customerCalls(simulator, '106');
		simulator.pbx.startCall({ direction: 'internal', from: '100', to: '107' });
		const count = async (query: Record<string, string>) =>
			((await client.get('call/query', query)).data as unknown[]).length;
		expect(await count({})).toBe(2);
		expect(await count({ extension: '106' })).toBe(1);
		expect(await count({ extension: '10' })).toBe(0);
		expect(await count({ call_id })).toBe(1);
		expect(await count({ type: 'internal' })).toBe(1);
		expect(await count({ type: 'outbound' })).toBe(0);
	});

	it('says who rings, who waits and who holds', async () => {
		const statuses = async () =>
			membersOf((await client.get('call/query')).data).map(([, member]) => member.member_status);
		await client.post('call/dial', { caller: '105', callee: '106', dial_permission: '105' });
		expect(await statuses()).toEqual(['RING']);
		simulator.pbx.pickUp('105');
		expect(await statuses()).toEqual(['ALERT', 'RING']);
		simulator.pbx.pickUp('106');
		expect(await statuses()).toEqual(['ANSWERED', 'ANSWER']);
		await client.post('call/hold', { channel_id: await channelOf('106') });
		expect(await statuses()).toEqual(['ANSWERED', 'HOLD']);
	});

	it('names the queue on the path of a call', async () => {
		customerCalls(simulator, '9998');
		simulator.pbx.answerFromQueue('9998', '106');
		const { data } = await client.get('call/query', { extension: '106' });
		expect(membersOf(data).map(([, { call_path }]) => call_path)).toEqual(['9998', '9998']);
	});
});

describe('call/listen', () => {
	beforeEach(() => customerCalls(simulator, '106'));

	it.each([
		['listen', '101 listens to 106'],
		['whisper', '101 whispers to 106; 0151234567 hears only 106'],
		['barge', '101, 106 and 0151234567 hear each other'],
	])('in mode %s', async (type, sentence) => {
		expect(await listen(type)).toMatchObject({
			errcode: 0,
			call_id: expect.stringMatching(/^\d+\.\d+$/) as string,
		});
		expect(state().join('; ')).toContain(sentence);
	});

	it('knows no other mode', async () => {
		expect(await listen('coach')).toMatchObject({ errcode: 40002 });
	});

	it('takes the channel of an extension that is talking only', async () => {
		const withChannel = (channel_id: string) =>
			client.post('call/listen', { monitor: '101', channel_id, type: 'listen' });
		const { data } = await client.get('call/query');
		const trunk = membersOf(data).find(([key]) => key === 'inbound')?.[1].channel_id ?? '';
		expect(await withChannel(trunk)).toMatchObject({ errcode: 70132 });
		expect(await withChannel('PJSIP/106-0000ffff')).toEqual({
			errcode: 70130,
			errmsg: 'CHANNEL ID NOT FOUND',
		});
		customerCalls(simulator, '107', 'ringing');
		expect(await withChannel(await channelOf('107'))).toMatchObject({ errcode: 70132 });
		expect(state().join()).not.toContain('101');
	});

	it('has its conditions', async () => {
		customerCalls(simulator, '100');
		expect(await listen('listen', '101', '100')).toMatchObject({ errcode: 10009 });
		expect(await listen('whisper', '103')).toMatchObject({ errcode: 10009 });
		expect(await listen('whisper', '999')).toMatchObject({
			errcode: 40002,
			invalid_param_list: [{ field: 'monitor', value: '999' }],
		});
		expect(await listen('whisper', '107')).toMatchObject({ errcode: 10009 });
	});

	it('is over when the supervisor’s own channel is hung up', async () => {
		const { call_id } = await listen('whisper');
		const channel_id = await channelOf('101');
		expect(await client.post('call/hangup', { channel_id })).toMatchObject({
			errcode: 0,
			call_id,
		});
		expect(state().join()).not.toContain('101');
		expect(await channelOf('106')).toMatch(/^PJSIP/);
	});
});

describe('call control', () => {
	it('acts on the call of the channel', async () => {
		const call_id = customerCalls(simulator, '106');
		const channel_id = await channelOf('106');
		const muted = () => simulator.pbx.currentCalls()[0]?.callee.muted;
		const act = (verb: string) => client.post(`call/${verb}`, { channel_id });
		expect(await act('mute')).toEqual({ errcode: 0, errmsg: 'SUCCESS', call_id });
		expect(muted()).toBe(true);
		await act('unmute');
		expect(muted()).toBe(false);
		await act('hold');
		expect(simulator.pbx.currentCalls()[0]?.callee.holding).toBe(true);
		await act('unhold');
		expect(simulator.pbx.currentCalls()[0]?.callee.holding).toBe(false);
		await act('hangup');
		expect(simulator.pbx.currentCalls()).toEqual([]);
		expect(await act('hangup')).toMatchObject({ errcode: 70130 });
	});

	it('moves the member whose channel is named to a third one', async () => {
		customerCalls(simulator, '106');
		const { data } = await client.get('call/query');
		const customers = membersOf(data).find(([key]) => key === 'inbound')?.[1].channel_id;
		const blind = { type: 'blind', channel_id: customers, number: '107' };
		expect(await client.post('call/transfer', blind)).toMatchObject({
			errcode: 40002,
			invalid_param_list: [{ field: 'dial_permission' }],
		});
		const reply = await client.post('call/transfer', { ...blind, dial_permission: '106' });
		expect(reply).toMatchObject({ errcode: 0 });
		expect(simulator.pbx.currentCalls()[0]).toMatchObject({
			caller: { number: customer },
			callee: { number: '107', stage: 'ringing' },
		});
	});

	it('parks the member whose channel is named, in the slot that is named or a free one', async () => {
		customerCalls(simulator, '106');
		customerCalls(simulator, '107');
		const customers = membersOf((await client.get('call/query')).data)
			.filter(([key]) => key === 'inbound')
			.map(([, { channel_id }]) => channel_id);
		const park = (channel_id = '', slot = {}) => client.post('call/park', { channel_id, ...slot });
		const wanted = { parking_slot: '6000' };
		expect(await park(customers[0], wanted)).toMatchObject({ errcode: 0, parking_slot: '6000' });
		expect(await park(customers[1], wanted)).toMatchObject({ errcode: 10009 });
		expect(await park(customers[1])).toMatchObject({ errcode: 0, parking_slot: '6001' });
		expect(await park(customers[1])).toMatchObject({ errcode: 70132 });
		expect((await client.get('call/park_status')).data).toMatchObject([
			{ parker: '106', parked_party: customer, parking_slot: '6000' },
			{ parker: '107', parked_party: customer, parking_slot: '6001' },
		]);
		expect(await client.channelsOf('106')).toEqual([]);
	});

	it('asks a target, and hands the call over or brings it back', async () => {
		customerCalls(simulator, '106');
		const channel_id = await channelOf('106');
		const attended = (fields: object) =>
			client.post('call/transfer', { type: 'attended', channel_id, ...fields });
		const start = () => attended({ number: '107', dial_permission: '106' });
		expect(await attended({ number: '107' })).toMatchObject({ errcode: 40002 });
		expect(await attended({ attended_operate: 'abort' })).toMatchObject({ errcode: 70132 });
		expect(await start()).toMatchObject({ errcode: 0 });
		simulator.pbx.pickUp('107');
		expect(state()).toContain('106 talks with 107');
		expect(await attended({ attended_operate: 'abort' })).toMatchObject({ errcode: 0 });
		expect(state()).toEqual([`${customer} talks with 106`]);
		expect(await start()).toMatchObject({ errcode: 0 });
		simulator.pbx.pickUp('107');
		expect(await attended({ attended_operate: 'complete' })).toMatchObject({ errcode: 0 });
		expect(state()).toEqual([`${customer} talks with 107`]);
		expect(await client.channelsOf('106')).toEqual([]);
	});

	it('pauses and resumes a recording by the channel of a member', async () => {
		simulator.switches.recordings = 'on';
		const call_id = customerCalls(simulator, '106');
		const channel_id = await channelOf('106');
		expect(await client.post('call/record_pause', { channel_id })).toMatchObject({ call_id });
		expect([...simulator.pausedRecordings]).toEqual([call_id]);
		expect(await client.post('call/record_unpause', { channel_id })).toMatchObject({ call_id });
		expect([...simulator.pausedRecordings]).toEqual([]);
	});

	it('dials, and says in an event why it could not', async () => {
		const dial = (caller: string, callee: string, auto_answer = 'no') =>
			client.post('call/dial', { caller, callee, dial_permission: caller, auto_answer });
		expect(await dial('100', '0309876543', 'yes')).toMatchObject({ errcode: 0 });
		expect(simulator.pbx.currentCalls()[0]).toMatchObject({
			direction: 'outbound',
			caller: { number: '100', stage: 'up' },
		});
		expect(await dial('999', '106')).toMatchObject({ errcode: 40002 });
		expect(await dial('100', '106')).toMatchObject({ errcode: 0 });
		expect(simulator.pbx.currentCalls()).toHaveLength(1);
	});

	it('plays prompts to an extension, and outside with a permission', async () => {
		const play = (fields: object) =>
			client.post('call/play_prompt', {
				number: '106',
				prompts: ['test_prompt1', 'test_prompt2'],
				count: 1,
				auto_answer: 'yes',
				volume: 20,
				...fields,
			});
		expect(await play({})).toEqual({ errcode: 0, errmsg: 'SUCCESS' });
		expect(simulator.pbx.currentCalls()[0]).toMatchObject({
			caller: { number: 'test_prompt1+test_prompt2' },
			callee: { number: '106', stage: 'up' },
		});
		expect(await play({ prompts: ['none'] })).toMatchObject({ errcode: 60001 });
		expect(await play({ volume: 21 })).toMatchObject({ errcode: 40002 });
		expect(await play({ number: customer })).toMatchObject({ errcode: 40002 });
		const outside = { number: customer, dial_permission: '106' };
		expect(await play(outside)).toMatchObject({ errcode: 0 });
	});
});
