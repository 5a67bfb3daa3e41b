import { createHmac } from 'node:crypto';
import { openReceiver, type Receiver } from '../reports/receiver.cts';
import { Client, customer, customerCalls, signedIn } from './client.cts';
import type { Webhook } from '../../../simulator/api/yeastarP/webhooks/webhooks.cts';
import type { YeastarPSimulator } from '../../../simulator/simulator.cts';
import { defaultOffice } from '../../../simulator/model/office.cts';

let simulator: YeastarPSimulator;
let client: Client;
let receiver: Receiver;

beforeEach(async () => {
	receiver = await openReceiver();
	({ simulator, client } = await signedIn({
		office: { ...defaultOffice(), calls: [] },
		clockStandsAt: new Date('2025-08-22T16:44:40Z'),
	}));
});

afterEach(async () => {
	await simulator.close();
	await receiver.close();
});

function paste(path: string, events?: number[]): Webhook {
	const webhook = simulator.webhooks.add(`http://${receiver.address}${path}`, events);
	if (typeof webhook === 'string') throw new Error(webhook);
	return webhook;
}

interface Event {
	type: number;
	sn: string;
	msg: string;
}

/** Every event that arrived: type and content. */
async function events(): Promise<[number, Record<string, unknown>][]> {
	await simulator.allReported();
	return receiver
		.bodies()
		.map((body) => JSON.parse(body) as Event)
		.map(({ type, msg }) => [type, JSON.parse(msg) as Record<string, unknown>]);
}

async function statuses(): Promise<unknown[]> {
	return (await events())
		.filter(([type]) => type === 30011)
		.map(([, { members }]) =>
			(members as Record<string, { member_status: string }>[]).flatMap((member) =>
				Object.values(member).map(({ member_status }) => member_status),
			),
		);
}

function signature(index: number): string | undefined {
	return /^X-Signature: (.*)$/im.exec(receiver.requests[index]?.head ?? '')?.[1];
}

describe('each push', () => {
	it('is signed over its bytes with the secret of its webhook', async () => {
		const one = paste('/webhook/one');
		const other = paste('/webhook/other?x=1');
		expect(one.secret).toMatch(/^[A-Za-z0-9]{32}$/);
		expect(other.secret).not.toBe(one.secret);
		simulator.webhooks.send({ type: 30008, msg: { extension: '109', status: 'Zoë' } });
		await simulator.allReported();

		expect(receiver.requests).toHaveLength(2);
		for (const [index, { head, body }] of receiver.requests.entries()) {
			const { secret } = head.startsWith('POST /webhook/one ') ? one : other;
			const expected = createHmac('sha256', secret).update(body, 'utf8').digest('base64');
			expect(signature(index)).toBe(expected);
		}
	});

	it('goes to the webhooks that have chosen it', async () => {
		paste('/one', [30012]);
		simulator.webhooks.send({ type: 30008, msg: {} });
		simulator.webhooks.send({ type: 30012, msg: {} });
		expect((await events()).map(([type]) => type)).toEqual([30012]);
	});

	it('is signed with the new secret once that was renewed', async () => {
		const { id, secret } = paste('/one');
		const renewed = simulator.webhooks.renewSecret(id);
		expect(renewed).not.toBe(secret);
		simulator.webhooks.sendTest(id);
		await simulator.allReported();
		const body = receiver.bodies()[0] ?? '';
		expect(signature(0)).toBe(
			createHmac('sha256', renewed ?? '')
				.update(body)
				.digest('base64'),
		);
	});

	it('never leaves this machine', async () => {
		simulator.webhooks.add('http://192.0.2.1/webhook');
		simulator.webhooks.send({ type: 30008, msg: {} });
		await simulator.allReported();
		expect(simulator.deliveries.map(({ outcomes }) => outcomes)).toEqual([['notOnThisMachine']]);
	});
});

it('there are five webhooks at most, and an address is one', () => {
	expect(simulator.webhooks.add('ftp://127.0.0.1/')).toBe('malformed');
	for (let count = 0; count < 5; count += 1) paste(`/${count}`);
	expect(simulator.webhooks.add(`http://${receiver.address}/6`)).toBe('full');
	simulator.webhooks.remove(1);
	expect(simulator.webhooks.list()).toHaveLength(4);
});

it('the control interface pastes, tests and removes one', async () => {
	const ask = async (path: string, method = 'POST', body?: object) => {
		const response = await fetch(`${simulator.controlUrl}${path}`, {
			method,
			headers: body ? { 'Content-Type': 'application/json' } : {},
			body: body && JSON.stringify(body),
		});
		return [response.status, (await response.json()) as Record<string, unknown>] as const;
	};
	const [, { id }] = await ask('/webhooks', 'POST', { url: `http://${receiver.address}/` });
	expect((await ask(`/webhooks/${String(id)}/test`))[0]).toBe(200);
	await simulator.allReported();
	expect(receiver.bodies()).toEqual(['{"type":0,"sn":"3631A2124XXX","msg":"test"}']);
	await ask(`/webhooks/${String(id)}`, 'DELETE');
	expect((await ask(`/webhooks/${String(id)}/test`))[0]).toBe(409);
	expect((await ask('/webhooks'))[0]).toBe(400);
});

describe('a call', () => {
	it('is told from the first ring to its record', async () => {
		paste('/');
		const id = customerCalls(simulator, '106', 'ringing');
		simulator.clock.advance(4_000);
		simulator.pbx.pickUp('106');
		simulator.clock.advance(60_000);
		simulator.pbx.endCall(id);

		expect(await statuses()).toEqual([
			['ALERT', 'RING'],
			['ANSWERED', 'ANSWER'],
			['BYE', 'BYE'],
		]);
		const all = await events();
		expect(all.filter(([type]) => type === 30008)).toEqual([
			[30008, { extension: '106', status: 'Ringing' }],
			[30008, { extension: '106', status: 'Busy' }],
			[30008, { extension: '106', status: 'Idle' }],
		]);
		expect(all.find(([type]) => type === 30012)?.[1]).toEqual({
			call_id: id,
			time_start: '2025/08/22 16:44:40',
			call_from: customer,
			call_to: '106',
			call_duration: 64,
			talk_duration: 60,
			src_trunk_name: 'to-18-16-2',
			dst_trunk_name: '',
			pin_code: '',
			status: 'ANSWERED',
			type: 'Inbound',
			recording: '',
			did_number: '',
			agent_ring_time: 4,
		});
	});

	it('that nobody takes has failed', async () => {
		paste('/');
		const call_id = customerCalls(simulator, '106', 'ringing');
		simulator.pbx.decline('106');
		const all = await events();
		expect(all.find(([type]) => type === 30015)?.[1]).toMatchObject({
			call_id,
			reason: '486 Busy here',
		});
		expect(all.find(([type]) => type === 30012)?.[1]).toMatchObject({ status: 'NO ANSWER' });
	});

	it('that cannot be dialled has failed as well', async () => {
		paste('/');
		customerCalls(simulator, '106');
		const dial = { caller: '106', callee: '107', dial_permission: '106' };
		const { call_id } = await client.post('call/dial', dial);
		const failed = (await events()).find(([type]) => type === 30015);
		expect(failed?.[1]).toMatchObject({ call_id, reason: 'User Busy' });
	});

	it('is handed on', async () => {
		paste('/', [30013]);
		const call_id = customerCalls(simulator, '106');
		simulator.pbx.transferFrom('106', '107');
		expect(await events()).toMatchObject([[30013, { call_id }]]);
	});
});

it('a phone that comes and goes is told', async () => {
	paste('/');
	simulator.pbx.changePhone('106', { line: 'unregistered' });
	simulator.pbx.changePhone('106', { line: 'registered' });
	expect(await events()).toEqual([
		[30007, { extension: '106', status: 0 }],
		[30007, { extension: '106', status: 1 }],
	]);
});
