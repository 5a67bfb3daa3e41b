import 'reflect-metadata';

import { LoadOptionsContext } from 'n8n-core';
import { Workflow, type INode, type INodeTypes } from 'n8n-workflow';

import { Pbx } from '../../nodes/Pbx/Pbx.node';
import { switchValues } from '../../simulator/api/openvox/switches.cts';
import { liveOffice, type LiveOffice } from './office.cts';
import { additionalData } from './runNode.cts';

// The pickers, as n8n's editor calls them.

const pbxNode = new Pbx();
const { listSearch } = pbxNode.methods;

let office: LiveOffice;

async function open(...options: Parameters<typeof liveOffice>): Promise<void> {
	office = await liveOffice(...options);
}

afterEach(async () => {
	await office.simulator.close();
});

async function search(method: keyof typeof listSearch, filter?: string) {
	const node: INode = {
		id: '1',
		name: 'PBX',
		type: 'pbx',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { pbxApi: { id: 'pbx', name: 'PBX' } },
	};
	const nodeTypes: INodeTypes = {
		getByName: () => pbxNode,
		getByNameAndVersion: () => pbxNode,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({
		id: 'test',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
	});
	const additional = additionalData(office.credential, workflow);
	const context = new LoadOptionsContext(workflow, node, additional, '');
	const { results } = await listSearch[method].call(context, filter);
	return results;
}

const names = async (...given: Parameters<typeof search>) =>
	(await search(...given)).map(({ name }) => name);

test('a label is number, name and lasting rights, and no state', async () => {
	await open();
	const supervisors = await names('searchSupervisors');
	expect(supervisors).toEqual(
		expect.arrayContaining([
			'100 – Reception – may not monitor',
			'101 – Sarah – may listen, whisper and barge in',
			'102 – Tom – may whisper',
			'103 – Ingrid – may listen',
			'104 – Bo – may barge in',
		]),
	);
	expect(await names('searchMonitored')).toEqual(
		expect.arrayContaining(['100 – Reception – may not be monitored', '106 – Alice']),
	);
	expect(await names('searchExtensions')).toContain('106 – Alice');
});

test('the value is the number, leading zeros kept', async () => {
	await open();
	expect(await search('searchExtensions', 'branch')).toEqual([
		{ name: '0101 – Branch Office', value: '0101' },
	]);
});

test('all extensions are sorted by number', async () => {
	await open();
	const numbers = (await search('searchExtensions')).map(({ value }) => Number(value));
	expect(numbers.length).toBeGreaterThan(10);
	expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
});

test('supervisors who may monitor and are idle come first, those who may not last', async () => {
	await open();
	office.simulator.pbx.startCall({ direction: 'internal', from: '101', to: '100' });
	const values = (await search('searchSupervisors')).map(({ value }) => value);
	expect(values.slice(0, 5)).toEqual(['0101', '102', '103', '104', '105'].sort(byNumber));
	expect(values.indexOf('101')).toBeGreaterThan(values.indexOf('105'));
	expect(values.indexOf('101')).toBeLessThan(values.indexOf('100'));
});

test('agents who are in a call come first', async () => {
	await open();
	const values = (await search('searchMonitored')).map(({ value }) => value);
	expect(values.slice(0, 2)).toEqual(['106', '109']);
});

test.each([
	['sarah', ['101']],
	['  SARAH idle ', ['101']],
	['idle sarah', ['101']],
	['sarah call', []],
	['alice in a call', ['106']],
	['not registered', ['110']],
	['whisper tom', ['102']],
])('%j finds %j', async (filter, expected) => {
	await open();
	const found = (await search('searchSupervisors', filter)).map(({ value }) => value);
	expect(found.sort()).toEqual(expected);
});

test.each(switchValues.freeWord)(
	'a state is found by our word where the PBX says %s',
	async (freeWord) => {
		await open(undefined, { switches: { freeWord } });
		expect(await names('searchSupervisors', '101 sarah idle')).toHaveLength(1);
	},
);

test('queues have number and name', async () => {
	await open();
	expect(await search('searchQueues')).toEqual([{ name: '9998 – Queue 9998', value: '9998' }]);
	expect(await search('searchQueues', 'queue 9997')).toEqual([]);
});

test('a call can be transferred to idle extensions first, then to queues, then to the others', async () => {
	await open();
	const values = (await search('searchTransferTargets')).map(({ value }) => value);
	expect(values[0]).toBe('100');
	expect(values.indexOf('9998')).toBeGreaterThan(values.indexOf('108'));
	expect(values.indexOf('9998')).toBeLessThan(values.indexOf('106'));
	expect(await names('searchTransferTargets', '9998')).toEqual(['9998 – Queue 9998 – queue']);
	expect(await names('searchTransferTargets', 'alice in a call')).toEqual(['106 – Alice']);
});

test('a call can be transferred to an extension where the list of queues fails', async () => {
	await open();
	const trouble = { kind: 'errno', errno: '10003' } as const;
	office.simulator.faults.add({ endpoint: 'queue/query', trouble });
	const values = (await search('searchTransferTargets')).map(({ value }) => value);
	expect(values).toContain('101');
	expect(values).not.toContain('9998');
});

test('a list that the PBX does not have is said with its name', async () => {
	await open();
	office.credential.save({ pbx: 'asterisk' });
	await expect(search('searchRecordings')).rejects.toMatchObject({
		message: 'Asterisk / FreePBX does not offer call records',
	});
});

test('recordings come from the records of past calls, the newest first', async () => {
	await open(undefined, { switches: { recordings: 'on' } });
	const { pbx, archive } = office.simulator;
	for (const to of ['107', '108']) {
		const started = pbx.startCall({ direction: 'inbound', from: '0301234567', to });
		if (typeof started === 'string') throw new Error(started);
		pbx.endCall(started.callId);
	}
	const found = await search('searchRecordings');
	expect(found.map(({ value }) => value)).toEqual(
		expect.arrayContaining([...archive.recordings.keys()]),
	);
	expect(await names('searchRecordings', '0301234567 108')).toEqual([
		expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d – 0301234567 → 108 – \d+ s$/),
	]);
	expect(await search('searchRecordings', 'nobody')).toEqual([]);
});

test('a failure is an error that says what to do', async () => {
	await open();
	office.credential.save({ password: 'wrong' });
	await expect(search('searchExtensions')).rejects.toMatchObject({
		message: expect.stringContaining('Wrong user name or password') as string,
	});
});

function byNumber(one: string, other: string): number {
	return Number(one) - Number(other);
}
