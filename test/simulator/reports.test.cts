import { printedReport, printedReports } from '../pbx/drivers/openvox/wire/printedReports.cts';
import { client, post } from './api.cts';
import {
	heartbeat,
	listener,
	minutes,
	printed,
	receiver,
	reported,
	rings,
	serialNumber,
	simulator,
	simulatorForEachCase,
} from './reportClients.cts';

simulatorForEachCase();

describe('a report', () => {
	test('has the headers that the manual prints, and its bytes', async () => {
		const to = await listener();
		rings('inbound', '103', '101');
		simulator.pbx.pickUp('101');
		await simulator.allReported();
		const answer = to.requests.find(({ body }) => body.includes('ANSWER'));
		const printedAnswer = printedReports().find(({ name }) => name === 'answer-inbound');
		const [requestLine, host, ...headers] = answer?.head.split('\r\n') ?? [];
		expect([requestLine, host]).toEqual(['POST /report HTTP/1.1', `Host:${to.address}`]);
		expect(headers.filter((line) => !line.startsWith('Content-Length'))).toEqual(
			printedAnswer?.head.slice(2).filter((line) => !line.startsWith('Content-Length')),
		);
		expect(answer?.body).toBe(printed('answer-inbound'));
	});
});

describe('the printed reports come from what happens on the phones', () => {
	test('between two extensions', async () => {
		const to = await listener();
		rings('internal', '101', '106');
		simulator.pbx.pickUp('106');
		await simulator.pbx.hangUp('106');
		expect(await reported(to)).toEqual([
			printed('alert-internal'),
			printed('ring-internal'),
			printed('answer-internal'),
			printed('answered-internal'),
			printed('bye-internal-1'),
			printed('bye-internal-2', '1.3'),
			expect.stringContaining('NewCdr'),
		]);
	});

	test('to the outside', async () => {
		const to = await listener();
		rings('outbound', '106', '103');
		simulator.pbx.pickUp('103');
		simulator.clock.advance(5_000);
		simulator.pbx.endCall('1.1');
		const bodies = await reported(to);
		expect(bodies.slice(0, 2)).toEqual([printed('alert-outbound'), printed('ring-outbound')]);
		expect(bodies[3]).toBe(printed('answered-outbound'));
		expect(bodies.slice(4, 6)).toEqual([
			printed('bye-outbound-2'),
			printed('bye-outbound-1', '1.3', '1.1'),
		]);
	});

	test('from the outside', async () => {
		const to = await listener();
		rings('inbound', '103', '101');
		simulator.pbx.pickUp('101');
		expect((await reported(to)).slice(0, 3)).toEqual([
			printed('alert-inbound'),
			printed('ring-inbound'),
			printed('answer-inbound'),
		]);
	});

	test('a call that is not answered', async () => {
		const to = await listener();
		rings('internal', '106', '102');
		simulator.pbx.decline('102');
		const failure = (await reported(to)).find((body) => body.includes('CallFailed'));
		expect(failure).toBe(printed('call-failed'));
	});

	test('an extension hands its call on', async () => {
		const to = await listener();
		rings('internal', '102', '101');
		simulator.pbx.pickUp('101');
		expect(simulator.pbx.transferFrom('101', '106')).toBe('done');
		const bodies = await reported(to);
		expect(bodies[4]).toBe(printed('tranfer-internal'));
		expect(bodies[5]).toContain('"ALERT"');
	});

	test('a call transferred through the API is not reported', async () => {
		const to = await listener();
		rings('internal', '102', '101');
		simulator.pbx.pickUp('101');
		await simulator.pbx.transfer({ callId: '1.1', transferor: '101', to: '106' });
		expect((await reported(to)).some((body) => body.includes('Tranfer'))).toBe(false);
	});

	test.each([
		['internal', '106', '102', '102'],
		['outbound', '106', '101', '101'],
		['inbound', '101', '102', '102'],
	] as const)('the record of an %s call', async (direction, from, to, callee) => {
		if (direction === 'outbound') await simulator.pbx.configure('101', { number: '199' });
		const listening = await listener();
		rings(direction, from, to);
		simulator.clock.advance(direction === 'inbound' ? 6_000 : 5_000);
		simulator.pbx.pickUp(callee);
		simulator.clock.advance(direction === 'inbound' ? 4_000 : 5_000);
		simulator.pbx.endCall('1.1');
		const record = (await reported(listening)).at(-1);
		const expected = printed(`new-cdr-${direction}`).replace(
			/"timestart":"[^"]*"/,
			'"timestart":"2020-05-20 10:11:22"',
		);
		expect(record).toBe(expected);
	});

	test('the states of an extension', async () => {
		const to = await listener();
		rings('inbound', '103', '101');
		simulator.pbx.pickUp('101');
		await simulator.pbx.hold('101', 'on');
		simulator.pbx.endCall('1.1');
		simulator.pbx.changePhone('101', { line: 'unregistered' });
		simulator.pbx.changePhone('101', { line: 'registered' });
		await simulator.allReported();
		const states = to.bodies().filter((body) => body.includes('ExtensionStatus'));
		expect(states[1]).toBe(printedReport('extension-status'));
		expect(states.map((body) => /"status":"(\w+)"/.exec(body)?.[1])).toEqual([
			'Ringing',
			'InUse',
			'Idle',
			'Unregistered',
			'Registered',
		]);
	});

	test('the start of the PBX, to the first client that names an address after it', async () => {
		const before = await listener();
		simulator.restart('pbx');
		const after = await listener();
		await simulator.allReported();
		expect(before.bodies()).toEqual([]);
		expect(after.bodies()).toEqual([
			printedReport('boot-up').replace('369351034049', serialNumber),
		]);
	});
});

describe('reports go', () => {
	test('nowhere without a token, and nowhere once it has run out', async () => {
		const to = await listener();
		simulator.clock.advance(29 * minutes);
		rings('inbound', '103', '101', '1.1');
		await simulator.allReported();
		const heard = to.requests.length;
		expect(heard).toBeGreaterThan(0);
		simulator.clock.advance(1 * minutes);
		simulator.pbx.pickUp('101');
		await simulator.allReported();
		expect(to.requests).toHaveLength(heard);
	});

	test('on for as long as heartbeats come', async () => {
		const to = await listener();
		for (let beat = 0; beat < 4; beat += 1) {
			simulator.clock.advance(29 * minutes);
			await heartbeat(to, to.address);
		}
		rings('inbound', '103', '101');
		expect(await reported(to)).toHaveLength(2);
	});

	test('for as long as a token lives; its life can be set', async () => {
		simulator.setTokenLifetime(1_000);
		const to = await listener();
		simulator.clock.advance(1_000);
		rings('inbound', '103', '101');
		expect(await reported(to)).toHaveLength(0);
	});

	test('nowhere after signing out', async () => {
		const to = await listener();
		await post(simulator.url, 'logout', { token: to.token });
		rings('inbound', '103', '101');
		expect(await reported(to)).toHaveLength(0);
	});

	test('to the address of the last heartbeat', async () => {
		const first = await listener();
		const second = await receiver();
		await heartbeat(first, second.address);
		rings('inbound', '103', '101');
		expect(await reported(first)).toHaveLength(0);
		expect(await reported(second)).toHaveLength(2);
	});

	test("back to the default port of the client's host after a heartbeat without url", async () => {
		const first = await listener();
		const body = JSON.stringify({ ipaddr: '127.0.0.1', port: '8260' });
		await post(simulator.url, 'heartbeat', { token: first.token }, body);
		rings('inbound', '103', '101');
		expect(await reported(first)).toHaveLength(0);
		expect(simulator.deliveries.at(-1)?.to).toBe('127.0.0.1:8260');
	});

	test('to no other machine', async () => {
		const ask = await client(simulator);
		await ask('heartbeat', {
			ipaddr: '172.16.6.150',
			port: '8280',
			url: '172.16.6.150:8280',
			urltag: '1',
		});
		rings('inbound', '103', '101');
		await simulator.allReported();
		expect(simulator.deliveries.at(-1)).toMatchObject({
			to: '172.16.6.150:8280',
			outcomes: ['notOnThisMachine'],
		});
	});
});

test('without `version` 1.0.2 a key is repeated, as in the old format', async () => {
	const to = await listener(undefined, '0.0.1');
	rings('internal', '101', '106');
	expect((await reported(to))[1]).toContain('"ext":{"extid":"106"},"ext":{"extid":"101"}');
});
