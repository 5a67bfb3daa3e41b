import {
	reportSwitchValues,
	type ReportSwitchName,
} from '../../../simulator/api/openvox/reports/reportSwitches.cts';
import type { Switches } from '../../../simulator/api/openvox/switches.cts';
import { until } from '../../../tools/poll.cts';
import { failed, succeeded, tokenOf } from '../api.cts';
import { type Receiver } from './receiver.cts';
import {
	heartbeat,
	listener,
	listenerInXml,
	minutes,
	printed,
	receiver,
	reported,
	rings,
	signIn,
	simulator,
	simulatorForEachCase,
} from './reportClients.cts';

simulatorForEachCase();

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
		'1': () => maxConcurrent(1),
		'10': () => maxConcurrent(10),
		'50': () => maxConcurrent(50),
		any: () => maxConcurrent(60),
	},
	reportPatience: {
		'30': () => afterSlowAnswer(['200', '200']),
		'5': () => afterSlowAnswer(['200', '200']),
		'1': () => afterSlowAnswer(['silent', '200']),
	},
	reportAnswer: {
		awaited: () => toSilentReceiver(['silent', 'silent']),
		notAwaited: () => toSilentReceiver(['sent', 'sent']),
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
	failedParties: {
		both: () => afterFailure('"ext":'),
		none: () => afterFailure('{"action":"CallFailed","reason":480,"callid":"1.1","sn":'),
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
async function maxConcurrent(expected: number): Promise<void> {
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

/** A receiver that takes reports without a word, as the vendor's own does. */
async function toSilentReceiver(outcomes: string[]): Promise<void> {
	simulator.switches.reportPatience = '1';
	const to = await listener(() => 'silence');
	simulator.report({ what: 'started' });
	simulator.report({ what: 'started' });
	await simulator.allReported();
	expect(simulator.deliveries.map((each) => each.outcomes.join())).toEqual(outcomes);
	await until('both reports', 5_000, () => (to.requests.length === 2 ? true : undefined));
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
