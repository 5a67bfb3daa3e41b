import { setImmediate } from 'node:timers/promises';

import type { INodeParameters } from 'n8n-workflow';

import { extensionSetup, type Office } from '../../simulator/model/office.cts';
import type { Simulator } from '../../simulator/simulator.cts';
import { liveOffice, monitor, type LiveOffice } from './office.cts';
import { runNode, type NodeOrder } from './runNode.cts';

let office: LiveOffice;
let simulator: Simulator;

async function open(...options: Parameters<typeof liveOffice>): Promise<void> {
	office = await liveOffice(...options);
	simulator = office.simulator;
}

afterEach(async () => {
	await simulator.close();
});

const run = (parameters: INodeParameters, order: Partial<NodeOrder> = {}) =>
	runNode({ credential: office.credential, parameters, ...order });

const numbers = (from: number, count: number) =>
	Array.from({ length: count }, (_each, n) => String(from + n));

/** So many supervisors, and agents who all talk to somebody. */
function bigOffice(pairs: number): Office {
	const supervisors = numbers(2000, pairs);
	const agents = numbers(4000, pairs);
	return {
		trunk: 'trunk',
		queues: [],
		calls: agents.map((to) => ({ direction: 'inbound', from: '0151234567', to })),
		extensions: [
			extensionSetup({ number: '106', name: 'Alice' }),
			...supervisors.map((number) => extensionSetup({ number, name: number, monitorMode: 'all' })),
			...agents.map((number) =>
				extensionSetup({ number, name: number, allowBeingMonitored: true }),
			),
		],
	};
}

const byItem = monitor('whisper', '={{ $json.lead }}', '={{ $json.agent }}');
const withOptions = (options: INodeParameters) => ({ ...byItem, options });

describe('a thousand items', () => {
	const pairs = 100;
	/** Each pair comes ten times, and is refused nine times: its supervisor monitors already. */
	const items = numbers(0, 1000).map((n) => {
		const pair = Number(n) % pairs;
		return { n: Number(n), lead: String(2000 + pair), agent: String(4000 + pair) };
	});

	test('take one sign-in and one order each, and come out in their order', async () => {
		await open(undefined, { office: bigOffice(pairs) });
		const { outputs, error } = await run(byItem, { items, onError: 'continueRegularOutput' });
		expect(error).toBeUndefined();
		const out = outputs[0] ?? [];
		expect(out.map(({ pairedItem }) => pairedItem)).toEqual(items.map(({ n }) => ({ item: n })));
		expect(out.slice(0, pairs).map(({ json }) => json)).toEqual(
			items.slice(0, pairs).map(({ lead, agent }) => ({
				mode: 'whisper',
				supervisorExtension: lead,
				monitoredExtension: agent,
				result: 'accepted',
			})),
		);
		// The other orders of each pair came after the first, however many were in flight.
		expect(out.slice(pairs).map(({ json }) => json.error)).toEqual(
			items.slice(pairs).map(({ lead }) => `Extension ${lead} is not idle: it is in a call`),
		);
		const { requests, signIns, maxConcurrent } = simulator.counters;
		expect(signIns).toEqual({ accepted: 1, refused: 0 });
		expect(requests['extension/whisper']).toBe(1000);
		expect(requests['extension/query']).toBeLessThanOrEqual(1000 - pairs);
		expect(maxConcurrent).toBeLessThanOrEqual(5);
		expect(office.credential.reads).toBe(1);
	}, 60_000);
});

describe('Concurrency', () => {
	const items = numbers(0, 40).map((n) => ({
		lead: String(2000 + Number(n)),
		agent: String(4000 + Number(n)),
	}));

	/** The first orders are held until so many have come. */
	function heldUntil(most: number): void {
		const come = async () => {
			while (simulator.counters.maxConcurrent < most) await setImmediate();
		};
		for (let request = 1; request <= most; request += 1) {
			simulator.races.add({ moment: 'before', endpoint: 'extension/whisper', request, act: come });
		}
	}

	test.each([
		[undefined, 5],
		[1, 1],
		[12, 12],
	])('%p: so many requests are in flight at most', async (concurrency, most) => {
		await open(undefined, { office: bigOffice(40) });
		heldUntil(most);
		const options = concurrency === undefined ? {} : { concurrency };
		const { outputs } = await run(withOptions(options), { items });
		expect(outputs[0]?.map(({ json }) => json.supervisorExtension)).toEqual(
			items.map(({ lead }) => lead),
		);
		expect(simulator.counters.maxConcurrent).toBe(most);
		expect(simulator.counters.signIns).toEqual({ accepted: 1, refused: 0 });
	});

	test('1 keeps strict order on the wire', async () => {
		await open(undefined, { office: bigOffice(40) });
		const mixed = [...items].reverse();
		await run(withOptions({ concurrency: 1 }), { items: mixed });
		const ordered = simulator.journal
			.filter(({ endpoint }) => endpoint === 'extension/whisper')
			.map(({ fields }) => fields.whisperer);
		expect(ordered).toEqual(mixed.map(({ lead }) => lead));
	});

	test.each([0, 51, 1.5, 'many'])('%p is refused before any request', async (concurrency) => {
		await open();
		const { error } = await run(withOptions({ concurrency }), { items });
		expect(error?.message).toBe(`'Concurrency' cannot be ${concurrency}`);
		expect(error?.description).toBe('Enter a whole number from 1 to 50.');
		expect(simulator.counters.requests).toEqual({});
	});
});

test('items that name the same extension run in input order, the others beside them', async () => {
	await open(undefined, { office: bigOffice(4) });
	const items = [
		{ lead: '2000', agent: '4000' },
		{ lead: '2000', agent: '4001' },
		{ lead: '2001', agent: '4001' },
		{ lead: '2002', agent: '4002' },
	];
	// The first order is slow: whoever does not depend on it overtakes it.
	simulator.faults.add({
		endpoint: 'extension/whisper',
		trouble: { kind: 'delayBeforeActing', milliseconds: 300 },
	});
	const { outputs } = await run(byItem, { items, onError: 'continueRegularOutput' });
	expect(outputs[0]?.map(({ json }) => json.result ?? json.error)).toEqual([
		'accepted',
		'Extension 2000 is not idle: it is in a call',
		'accepted',
		'accepted',
	]);
	const wire = simulator.journal
		.filter(({ endpoint }) => endpoint === 'extension/whisper')
		.map(({ fields }) => `${fields.whisperer} ${fields.whisperedext}`);
	expect(wire).toEqual(['2000 4000', '2002 4002', '2000 4001', '2001 4001']);
});

describe('the first failure', () => {
	const items = numbers(0, 40).map((n) => ({
		lead: String(2000 + Number(n)),
		// Nobody has the number of the second agent.
		agent: n === '1' ? '999' : String(4000 + Number(n)),
	}));

	test('stops the node: what is in flight is awaited, nothing more is started', async () => {
		await open(undefined, { office: bigOffice(40) });
		const { error } = await run(byItem, { items });
		expect(error?.message).toBe('Extension 999 does not exist on the PBX');
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		const orders = simulator.counters.requests['extension/whisper'] ?? 0;
		expect(orders).toBeLessThan(items.length);
		expect(simulator.journal.map(({ outcome }) => outcome)).not.toContain('not answered yet');
	});

	test('is the first by input order, whichever came first', async () => {
		await open(undefined, { office: bigOffice(40) });
		simulator.faults.add({
			endpoint: 'extension/whisper',
			trouble: { kind: 'delayBeforeActing', milliseconds: 200 },
		});
		const wrong = [
			{ lead: '2000', agent: '998' },
			{ lead: '2001', agent: '999' },
		];
		const { error } = await run(byItem, { items: wrong });
		expect(error?.message).toBe('Extension 998 does not exist on the PBX');
		expect(error?.context).toMatchObject({ itemIndex: 0 });
	});

	test('of the first item, in an option, spoils no other one', async () => {
		await open(undefined, { office: bigOffice(40) });
		const bad = items.map((item, n) => ({ ...item, odd: n === 0 }));
		const timeout = '={{ $json.odd ? $("Nowhere").first().json.seconds : 5 }}';
		const parameters = withOptions({ timeout });
		const { outputs } = await run(parameters, { items: bad, onError: 'continueErrorOutput' });
		expect(outputs.map((output) => output.length)).toEqual([38, 2]);
	});

	test('spoils no other item when the node continues', async () => {
		await open(undefined, { office: bigOffice(40) });
		const bad = [...items, { lead: 'x', agent: '4000' }, { lead: null, agent: '4000' }];
		const { outputs } = await run(byItem, { items: bad, onError: 'continueErrorOutput' });
		expect(outputs.map((output) => output.length)).toEqual([39, 3]);
	});
});

test('a session that the PBX dropped in mid-batch is renewed by one sign-in', async () => {
	await open(undefined, { office: bigOffice(40) });
	const items = numbers(0, 40).map((n) => ({
		lead: String(2000 + Number(n)),
		agent: String(4000 + Number(n)),
	}));
	simulator.races.add({
		moment: 'before',
		endpoint: 'extension/whisper',
		request: 13,
		act: () => simulator.restart('apiService'),
	});
	const { outputs, error } = await run(byItem, { items });
	expect(error).toBeUndefined();
	expect(outputs[0]?.every(({ json }) => json.result === 'accepted')).toBe(true);
	expect(simulator.counters.signIns).toEqual({ accepted: 2, refused: 0 });
});
