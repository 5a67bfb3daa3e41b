import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowExpression } from 'n8n-workflow';

import { readJson } from '../../pbx/http/json';
import { readXml } from '../../pbx/http/xml';
import type { StoredRecord } from '../../simulator/api/openvox/archive.cts';
import { defaultOffice, extensionSetup } from '../../simulator/model/office.cts';
import { whisperRequests } from '../../tools/benchmarks/pbx/whisperRequests.cts';
import { openPbxs, type Pbxs } from '../../tools/benchmarks/pbx/pbxs.cts';
import { poll } from '../../tools/poll.cts';
import { CredentialStore } from './credentialStore.cts';
import { liveOffice, monitor } from './office.cts';
import { runNode, type NodeOrder } from './runNode.cts';

// The real readers, counted.
jest.mock('../../pbx/http/json', () => {
	const real = jest.requireActual<typeof import('../../pbx/http/json')>('../../pbx/http/json');
	return { ...real, readJson: jest.fn(real.readJson) };
});
jest.mock('../../pbx/http/xml', () => {
	const real = jest.requireActual<typeof import('../../pbx/http/xml')>('../../pbx/http/xml');
	return { ...real, readXml: jest.fn(real.readXml) };
});

const readers = { json: jest.mocked(readJson), xml: jest.mocked(readXml) };

const whispers = 1_000;

/** Both pickers, as workflows fill them. */
const byItem = monitor('whisper', '={{ $json.supervisor }}', '={{ $json.agent }}');

/** The same, and no longer mere paths into the item. */
const byTrimmedItem = monitor(
	'whisper',
	'={{ $json.supervisor.trim() }}',
	'={{ $json.agent.trim() }}',
);

let pbxs: Pbxs;
beforeAll(async () => {
	pbxs = await openPbxs();
});
afterAll(async () => {
	await pbxs.close();
});

describe.each(['json', 'xml'] as const)('a thousand whispers in %s', (dataFormat) => {
	const fields = () => ({
		pbx: 'openVoxUc',
		baseUrl: pbxs.http.url,
		...pbxs.http.account,
		dataFormat,
	});
	const credential = () => new CredentialStore({ data: fields() });

	test('cost a thousand requests, one sign-in and one look at the credential', async () => {
		const store = credential();
		pbxs.http.resetCounters();
		const { outputs, error } = await runNode({
			parameters: byItem,
			credential: store,
			items: whisperRequests(whispers).map((order) => ({ ...order })),
		});
		expect(error).toBeUndefined();
		expect(outputs[0]?.filter(({ json }) => json.result === 'accepted')).toHaveLength(whispers);
		const { requests, signIns } = pbxs.http.counters;
		expect(signIns).toEqual({ accepted: 1, refused: 0 });
		expect(requests['extension/whisper']).toBe(whispers);
		expect(store.reads).toBe(1);
	}, 60_000);

	test('read each reply once, and leave no timer', async () => {
		const store = credential();
		// After the last tick of the one clock of all deadlines.
		await sleep(200);
		const timersBefore = runningTimers();
		readers[dataFormat].mockClear();
		pbxs.http.resetCounters();
		await runNode({
			parameters: byItem,
			credential: store,
			items: whisperRequests(whispers).map((order) => ({ ...order })),
		});
		const { requests } = pbxs.http.counters;
		const all = Object.values(requests).reduce((sum, count) => sum + count, 0);
		expect(readers[dataFormat]).toHaveBeenCalledTimes(all);
		// Those of the test's own servers end later; the timeout of a request would stay for 10 s.
		const ended = () => (runningTimers() <= timersBefore ? true : undefined);
		expect(await poll(5_000, ended)).toBe(true);
	}, 60_000);

	test('read the stored session as often as it changes', async () => {
		// Other fields than those of the tests above: the first run signs in.
		const store = new CredentialStore({ data: { ...fields(), timeZone: 'Pacific/Chatham' } });
		const items = whisperRequests(whispers).map((order) => ({ ...order }));
		const order = { parameters: byItem, credential: store, items };
		await runNode({ ...order, items: items.slice(0, 1) });
		const parsed = jest.spyOn(JSON, 'parse');
		await runNode(order);
		const sessions = parsed.mock.calls.filter(([text]) => text.startsWith('{"state":"open"'));
		parsed.mockRestore();
		expect(sessions).toHaveLength(1);
	}, 60_000);

	test('resolve the two expressions of an item together', async () => {
		const expressions = await expressionsOf({
			parameters: byTrimmedItem,
			credential: credential(),
			items: whisperRequests(whispers).map((order) => ({ ...order })),
		});
		expect(expressions).toBe(whispers);
	}, 60_000);

	test('resolve paths into the item at most once', async () => {
		const expressions = await expressionsOf({
			parameters: byItem,
			credential: credential(),
			items: whisperRequests(whispers).map((order) => ({ ...order })),
		});
		expect(expressions).toBeLessThanOrEqual(1);
	}, 60_000);

	test('resolve only what was read along, when the first item stops the run', async () => {
		const [first, ...others] = whisperRequests(whispers);
		const expressions = await expressionsOf({
			parameters: { ...byTrimmedItem, options: { concurrency: 1 } },
			credential: credential(),
			items: [{ ...first, agent: 'Alice' }, ...others.map((order) => ({ ...order }))],
		});
		expect(expressions).toBe(25);
	});
});

test('a list of extensions is read once, even if an extension has the number of a refusal', async () => {
	const office = defaultOffice();
	office.extensions.push(extensionSetup({ number: '20004', name: 'Alice' }));
	const wire = { dataFormat: 'xml', protocol: 'http' } as const;
	const { simulator, credential } = await liveOffice(wire, { office });
	const parameters = { resource: 'extension', operation: 'getAll', returnAll: true };
	const order = { credential, parameters };
	// The first run signs in.
	await runNode(order);
	readers.xml.mockClear();
	const { outputs } = await runNode(order);
	await simulator.close();
	expect(outputs[0]?.map(({ json }) => json.number)).toContain('20004');
	expect(readers.xml).toHaveBeenCalledTimes(1);
});

test('a thousand call records take one clock of the time zone', async () => {
	const { simulator, credential } = await liveOffice();
	credential.save({ timeZone: 'Pacific/Chatham' });
	for (const [n] of Array.from({ length: 1_000 }).entries()) simulator.archive.keep(record(n));
	const clocks = jest.spyOn(Intl, 'DateTimeFormat');
	const { outputs } = await runNode({
		credential,
		parameters: {
			resource: 'callRecord',
			operation: 'getAll',
			startTime: '2020-01-01T00:00:00Z',
			endTime: '2021-01-01T00:00:00Z',
			returnAll: true,
		},
	});
	const readingTimes = clocks.mock.calls.filter(
		([, how]) => how?.timeZone === 'Pacific/Chatham' && how.hourCycle === 'h23',
	);
	clocks.mockRestore();
	await simulator.close();
	expect(outputs[0]).toHaveLength(1_000);
	expect(readingTimes).toHaveLength(1);
});

/** Those that keep the process alive. */
function runningTimers(): number {
	return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
}

/** How many expressions n8n resolves in a run. */
async function expressionsOf(order: NodeOrder): Promise<number> {
	const resolved = jest.spyOn(WorkflowExpression.prototype, 'resolveSimpleParameterValue');
	await runNode(order);
	const expressions = resolved.mock.calls.filter(([value]) => String(value).startsWith('='));
	resolved.mockRestore();
	return expressions.length;
}

function record(n: number): StoredRecord {
	return {
		callid: `1588641695.${n}`,
		timestart: `2020-05-05 04:${String(n % 60).padStart(2, '0')}:35`,
		callfrom: '101',
		callto: '106',
		callduraction: '10',
		talkduraction: '5',
		status: 'ANSWERED',
		type: 'Internal',
	};
}
