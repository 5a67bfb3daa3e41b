import {
	reportSwitchValues,
	type ReportSwitchName,
} from '../../simulator/api/openvox/reports/reportSwitches.cts';
import type { Switches } from '../../simulator/api/openvox/switches.cts';
import { extensionSetup } from '../../simulator/model/office.cts';
import { startSimulator, type Simulator } from '../../simulator/simulator.cts';
import { printedReport, printedReports } from '../pbx/drivers/openvox/wire/printedReports.cts';
import { client, failed, post, succeeded, tokenOf, parsed } from './api.cts';
import { openReceiver, type Answering, type Receiver } from './receiver.cts';
import { md5 } from '../../simulator/sessions/sessions.cts';

const minutes = 60_000;
const serialNumber = 'a09805021987';

let simulator: Simulator;
let receivers: Receiver[] = [];

beforeEach(async () => {
	simulator = await startSimulator({
		clockStandsAt: new Date('2020-05-20T10:11:22Z'),
		office: {
			trunk: 'to-18-16-2',
			queues: [{ number: '9998', members: [] }],
			calls: [],
			extensions: ['101', '102', '106'].map((number) => extensionSetup({ number, name: number })),
		},
	});
});

afterEach(async () => {
	await simulator.close();
	await Promise.all(receivers.map((each) => each.close()));
	receivers = [];
});

async function receiver(answering?: Answering): Promise<Receiver> {
	const opened = await openReceiver(answering);
	receivers.push(opened);
	return opened;
}

type Signed = { token: string; version: string };

async function signIn(version = '1.0.2'): Promise<Signed> {
	const { username, password } = simulator.account;
	const body = { username, password: md5(password), port: '8260', version };
	const reply = await post(simulator.url, 'login', { type: 'json' }, JSON.stringify(body));
	return { token: String(parsed(reply).token), version };
}

async function heartbeat({ token }: Signed, address: string, path = '/report'): Promise<unknown> {
	const port = address.split(':')[1] ?? '';
	const body = { ipaddr: '127.0.0.1', port, url: `${address}${path}`, urltag: '1' };
	return parsed(await post(simulator.url, 'heartbeat', { token }, JSON.stringify(body)));
}

/** Somebody who is signed in and has named an address. */
async function listener(answering?: Answering, version?: string): Promise<Receiver & Signed> {
	const opened = await receiver(answering);
	const signed = await signIn(version);
	expect(await heartbeat(signed, opened.address)).toEqual(succeeded);
	return Object.assign(opened, signed);
}

/** The same, but signed in with `type=xml`. */
async function listenerInXml(): Promise<Receiver> {
	const opened = await receiver();
	const { username, password } = simulator.account;
	const named = Object.entries({
		username,
		password: md5(password),
		port: '8260',
		url: `${opened.address}/report`,
		urltag: '1',
		version: '1.0.2',
	}).map(([name, value]) => `<${name}>${value}</${name}>`);
	await post(simulator.url, 'login', { type: 'xml' }, `<xml>${named.join('')}</xml>`);
	return opened;
}

/** What the receiver got about calls. */
async function reported(to: Receiver): Promise<string[]> {
	await simulator.allReported();
	return to.bodies().filter((body) => !body.includes('ExtensionStatus'));
}

function rings(
	direction: 'internal' | 'inbound' | 'outbound',
	from: string,
	to: string,
	id = '1.1',
) {
	const call = simulator.pbx.startCall({ direction, from, to, id, answered: 'ringing' });
	if (typeof call === 'string') throw new Error(call);
}

/** The printed body with the ids of one call. */
function printed(name: string, ...ids: string[]): string {
	const [callId = '1.1', trunkId = callId] = ids;
	return printedReport(name)
		.replace(/"callid":"[^"]*"/, `"callid":"${callId}"`)
		.replace(/boundid":"[^"]*"/, `boundid":"${trunkId}"`);
}

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

	test('a call that nobody takes', async () => {
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

	test('the start of the PBX, told to the first who names an address after it', async () => {
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

/** What a receiver sees under each value of each switch. */
const seen: {
	[Name in ReportSwitchName]: Record<Switches[Name], () => Promise<void>>;
} = {
	reportAddressOf: {
		token: async () => {
			const one = await listener();
			const other = await listener();
			rings('inbound', '103', '101');
			expect([(await reported(one)).length, (await reported(other)).length]).toEqual([2, 2]);
		},
		apiUser: async () => {
			const one = await listener();
			const other = await listener();
			rings('inbound', '103', '101');
			expect([(await reported(one)).length, (await reported(other)).length]).toEqual([0, 2]);
			// A sign-in names a port, and with it an address.
			await tokenOf(simulator);
			simulator.pbx.pickUp('101');
			expect(await reported(other)).toHaveLength(2);
		},
	},
	reportAddressLength: {
		any: async () => {
			await addressOfLength(500, succeeded);
		},
		'64': async () => {
			await addressOfLength(64, succeeded);
			await addressOfLength(65, failed('20011'));
		},
		'128': async () => {
			await addressOfLength(128, succeeded);
			await addressOfLength(129, failed('20011'));
		},
	},
	longReportAddress: {
		errno20011: async () => {
			simulator.switches.reportAddressLength = '64';
			await addressOfLength(65, failed('20011'));
		},
		cut: async () => {
			simulator.switches.reportAddressLength = '64';
			const to = await addressOfLength(100, succeeded);
			rings('inbound', '103', '101');
			await simulator.allReported();
			const target = /^POST (\S*) /.exec(to.requests[0]?.head ?? '')?.[1] ?? '';
			expect(`${to.address}${target}`).toHaveLength(64);
		},
	},
	reportsProlongToken: {
		no: async () => {
			expect(await lastsWhileReportsCome()).toBe(false);
		},
		yes: async () => {
			expect(await lastsWhileReportsCome()).toBe(true);
		},
	},
	reportsInFlight: {
		'1': () => mostAtOnce(1),
		'10': () => mostAtOnce(10),
		'50': () => mostAtOnce(50),
		any: () => mostAtOnce(60),
	},
	reportPatience: {
		'30': () => afterSlowAnswer(['200', '200']),
		'5': () => afterSlowAnswer(['200', '200']),
		'1': () => afterSlowAnswer(['silent', '200']),
	},
	reportRetry: {
		no: async () => {
			const to = await listener((count) => (count === 0 ? { status: 503 } : { status: 200 }));
			rings('inbound', '103', '101');
			expect((await reported(to)).map(actionOf)).toEqual(['ALERT', 'RING']);
		},
		yes: async () => {
			const to = await listener((count) =>
				count === 0 ? { status: 503 } : count === 1 ? 'cut' : { status: 200 },
			);
			rings('inbound', '103', '101');
			expect((await reported(to)).map(actionOf)).toEqual(['ALERT', 'ALERT', 'ALERT', 'RING']);
			expect(simulator.deliveries[0]?.outcomes).toEqual([503, 'broken', 200]);
		},
	},
	reportCopies: {
		one: async () => {
			const to = await listener();
			rings('inbound', '103', '101');
			expect((await reported(to)).map(actionOf)).toEqual(['ALERT', 'RING']);
		},
		two: async () => {
			const to = await listener();
			rings('inbound', '103', '101');
			expect((await reported(to)).map(actionOf)).toEqual(['ALERT', 'ALERT', 'RING', 'RING']);
		},
	},
	reportOrder: {
		asPrinted: async () => {
			const to = await listener();
			rings('inbound', '103', '101');
			expect((await reported(to)).map(actionOf)).toEqual(['ALERT', 'RING']);
		},
		reversed: async () => {
			const to = await listener();
			rings('inbound', '103', '101');
			expect((await reported(to)).map(actionOf)).toEqual(['RING', 'ALERT']);
		},
	},
	secondAnswer: {
		ANSWER: () => afterAnswer('ANSWER,ANSWER'),
		ANSWERED: () => afterAnswer('ANSWER,ANSWERED'),
	},
	transferWord: {
		Tranfer: () => afterTransfer('Tranfer'),
		Transfer: () => afterTransfer('Transfer'),
	},
	reportedParties: {
		ext: async () => {
			const to = await listener();
			rings('internal', '101', '106');
			expect((await reported(to))[1]).toBe(printed('ring-internal'));
		},
		call: async () => {
			const to = await listener();
			rings('internal', '101', '106');
			rings('inbound', '103', '102', '2.1');
			const bodies = await reported(to);
			expect(bodies[1]).toContain('"call":[{"ext":{"extid":"106"}},{"ext":{"extid":"101"}}]');
			expect(bodies[3]).toContain('"call":[{"ext":{"extid":"102"}},{"inbound":{"from":"103"');
		},
	},
	reportedInCall: {
		InUse: () => afterPickUp('"InUse"'),
		Busy: () => afterPickUp('"Busy"'),
	},
	failureReason: {
		number: () => afterFailure('"reason":480,'),
		words: () => afterFailure('"reason":"486 Busy Here",'),
	},
	reportFormat: {
		json: async () => {
			const to = await listenerInXml();
			rings('internal', '101', '106');
			expect((await reported(to))[1]).toBe(printed('ring-internal'));
		},
		asSignedIn: async () => {
			const to = await listenerInXml();
			rings('internal', '101', '106');
			const [, ring = ''] = await reported(to);
			expect(ring.replace(/\s+</g, '<')).toBe(
				'<?xml version="1.0" encoding="UTF-8" ?><xml><action>RING</action><callid>1.1</callid><ext><extid><item id="0">106</item><item id="1">101</item></extid></ext><sn>a09805021987</sn></xml>',
			);
			expect(to.requests[0]?.head).toContain('Content-Type:application/xml');
		},
	},
	reportedNumbers: {
		quoted: async () => {
			const to = await listener();
			rings('internal', '101', '106');
			expect((await reported(to))[1]).toContain('"callid":"1.1","ext":{"extid":["106","101"]}');
		},
		bare: async () => {
			const to = await listener();
			rings('internal', '101', '106');
			expect((await reported(to))[1]).toContain('"callid":1.1,"ext":{"extid":[106,101]}');
		},
	},
	recordings: {
		off: async () => {
			expect(await recordOfACall()).not.toContain('recording');
		},
		on: async () => {
			expect(await recordOfACall()).toContain(
				'"recording":"exten-103-101-20200520-101122-1.1.wav"',
			);
		},
	},
};

describe.each(Object.keys(reportSwitchValues) as ReportSwitchName[])('switch %s', (name) => {
	const cases = seen[name] as Record<string, () => Promise<void>>;

	test.each(reportSwitchValues[name].map((value) => [value]))('%s', async (value) => {
		Object.assign(simulator.switches, { [name]: value });
		await cases[value]?.();
		expect.hasAssertions();
	});
});

test('without `version` 1.0.2 a key is repeated, as in the old format', async () => {
	const to = await listener(undefined, '0.0.1');
	rings('internal', '101', '106');
	expect((await reported(to))[1]).toContain('"ext":{"extid":"106"},"ext":{"extid":"101"}');
});

function actionOf(body: string): string | undefined {
	return /"action":"(\w+)"/.exec(body)?.[1];
}

async function addressOfLength(length: number, expected: object): Promise<Receiver> {
	const to = await receiver();
	const path = `/${'x'.repeat(length - to.address.length - 1)}`;
	expect(await heartbeat(await signIn(), to.address, path)).toEqual(expected);
	return to;
}

/** Sends 60 reports to a slow receiver, which counts how many wait for it at the same time. */
async function mostAtOnce(expected: number): Promise<void> {
	const to = await listener(() => ({ status: 200, afterMs: 10 * expected }));
	for (let report = 0; report < 60; report += 1) simulator.report({ what: 'started' });
	expect(await reported(to)).toHaveLength(60);
	expect(to.maxConcurrent()).toBe(expected);
}

/** The first report is answered after more than a second. */
async function afterSlowAnswer(outcomes: string[]): Promise<void> {
	const to = await listener((count) => ({ status: 200, afterMs: count === 0 ? 1_300 : 0 }));
	simulator.report({ what: 'started' });
	simulator.report({ what: 'started' });
	expect(await reported(to)).toHaveLength(2);
	expect(simulator.deliveries.map((each) => each.outcomes.join())).toEqual(outcomes);
}

async function lastsWhileReportsCome(): Promise<boolean> {
	const to = await listener();
	for (let call = 1; call <= 2; call += 1) {
		simulator.clock.advance(20 * minutes);
		rings('inbound', '103', '101', `${call}.1`);
		simulator.pbx.endCall(`${call}.1`);
	}
	return (await reported(to)).some((body) => body.includes('"2.1"'));
}

async function afterAnswer(words: string): Promise<void> {
	const to = await listener();
	rings('inbound', '103', '101');
	simulator.pbx.pickUp('101');
	expect((await reported(to)).slice(2).map(actionOf).join()).toBe(words);
}

async function afterTransfer(word: string): Promise<void> {
	const to = await listener();
	rings('internal', '102', '101');
	simulator.pbx.pickUp('101');
	simulator.pbx.transferFrom('101', '106');
	expect((await reported(to)).map(actionOf)).toContain(word);
}

async function afterPickUp(word: string): Promise<void> {
	const to = await listener();
	rings('inbound', '103', '101');
	simulator.pbx.pickUp('101');
	await simulator.allReported();
	expect(to.bodies().filter((body) => body.includes(word))).toHaveLength(1);
}

async function afterFailure(text: string): Promise<void> {
	const to = await listener();
	rings('inbound', '103', '101');
	simulator.pbx.decline('101');
	expect((await reported(to)).some((body) => body.includes(text))).toBe(true);
}

async function recordOfACall(): Promise<string> {
	const to = await listener();
	rings('inbound', '103', '101');
	simulator.pbx.pickUp('101');
	simulator.pbx.endCall('1.1');
	return (await reported(to)).at(-1) ?? '';
}
