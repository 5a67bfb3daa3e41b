import type { INodeParameters } from 'n8n-workflow';

import { switchValues, type Switches } from '../../simulator/api/openvox/switches.cts';
import type { Simulator, SimulatorOptions } from '../../simulator/simulator.cts';
import type { CredentialStore } from './credentialStore.cts';
import { byNumber, liveOffice, wires, type Wire } from './office.cts';
import { runNode } from './runNode.cts';

let simulator: Simulator;
let credential: CredentialStore;

async function open(wire?: Wire, options: SimulatorOptions = {}): Promise<void> {
	({ simulator, credential } = await liveOffice(wire, options));
}

afterEach(async () => {
	await simulator.close();
});

async function outcome(parameters: INodeParameters) {
	const run = await runNode({ credential, parameters: { options: {}, ...parameters } });
	return { items: run.outputs[0]?.map(({ json }) => json) ?? [], error: run.error };
}

const status = (queue: unknown = '9998') => ({
	resource: 'queue',
	operation: 'getStatus',
	queue: queue as string,
});

const update = (number: unknown, updateFields: INodeParameters) => ({
	resource: 'extension',
	operation: 'updateMonitoring',
	extension: byNumber(number),
	updateFields,
});

const info = { resource: 'system', operation: 'getInfo' };

async function settingsOf(wanted: string) {
	return (await simulator.pbx.extensions()).find(({ number }) => number === wanted);
}

describe.each(wires)('in $dataFormat over $protocol', (wire) => {
	test('Update Monitoring Permission changes what is given and nothing else', async () => {
		await open(wire);
		expect(await outcome(update('106', { allowBeingMonitored: false }))).toEqual({
			items: [{ extension: '106', allowBeingMonitored: false, result: 'done' }],
		});
		expect(await settingsOf('106')).toMatchObject({
			allowBeingMonitored: false,
			monitorMode: 'disabled',
			name: 'Alice',
		});
		expect(simulator.journal.at(-1)?.fields).toEqual({ extid: '106', allowbeingmonitored: 'off' });
		for (const monitorMode of ['whisper', 'listen', 'bargeIn', 'all', 'disabled']) {
			const { items } = await outcome(update('106', { allowBeingMonitored: true, monitorMode }));
			expect(items).toEqual([
				{ extension: '106', allowBeingMonitored: true, monitorMode, result: 'done' },
			]);
			expect(await settingsOf('106')).toMatchObject({ allowBeingMonitored: true, monitorMode });
		}
	});

	test('Get Status of a queue gives agents and waiting callers', async () => {
		await open(wire);
		simulator.pbx.startCall({ direction: 'inbound', from: '0160', to: '9998' });
		expect(await outcome(status())).toEqual({
			items: [
				{
					queue: '9998',
					waitingCallers: 1,
					agents: [
						{ extension: '106', state: 'inCall', rawState: '2' },
						{ extension: '107', state: 'idle', rawState: '1' },
						{ extension: '109', state: 'onHold', rawState: '8' },
					],
				},
			],
		});
		expect(simulator.counters.requests).toEqual({ login: 1, 'queuestatus/query': 1 });
	});

	test('Get Info gives what the PBX is, with times in its zone', async () => {
		await open(wire, {
			clockStandsAt: new Date('2020-05-19T04:06:07Z'),
			device: { startedAt: Date.parse('2020-03-23T08:33:22Z') },
		});
		credential.save({ timeZone: 'Asia/Shanghai' });
		expect(await outcome(info)).toEqual({
			items: [
				{
					model: 'UC501',
					serialNumber: 'a09805021987',
					hardwareVersion: '3.1',
					firmwareVersion: '4.1.1',
					time: '2020-05-19T04:06:07+08:00',
					startTime: '2020-03-23T08:33:22+08:00',
					extensions: 13,
					maxExtensions: 300,
				},
			],
		});
	});
});

const variants: Array<Partial<Switches>> = [
	...switchValues.queueKey.map((queueKey) => ({ queueKey })),
	...switchValues.numbers.map((numbers) => ({ numbers })),
	...switchValues.xmlDeclaration.map((xmlDeclaration) => ({ xmlDeclaration })),
];

describe.each(['json', 'xml'] as const)('in %s, whatever the PBX makes of the manual', (format) => {
	test.each(variants)('%p', async (switches) => {
		await open({ dataFormat: format, protocol: 'http' }, { switches });
		const [queue] = (await outcome(status())).items;
		expect(queue).toMatchObject({
			queue: '9998',
			waitingCallers: 0,
			agents: [{ extension: '106' }, { extension: '107' }, { extension: '109' }],
		});
		const [pbx] = (await outcome(info)).items;
		expect(pbx).toMatchObject({ model: 'UC501', extensions: 13 });
	});

	test('an unknown queue is named', async () => {
		await open({ dataFormat: format, protocol: 'http' });
		const run = await outcome(status('9997'));
		expect(run.error?.message).toBe('Queue 9997 does not exist on the PBX');
	});
});

test("without a zone in the credential the times are in the workflow's", async () => {
	await open(undefined, { clockStandsAt: new Date('2020-05-19T04:06:07Z') });
	const [pbx] = (await outcome(info)).items;
	// The zone of an n8n that is not configured otherwise.
	expect(pbx?.time).toBe('2020-05-19T04:06:07-04:00');
});

describe('what cannot be right is said before any request', () => {
	test.each([
		[status(' '), "'Queue Number' is empty"],
		[status('sales desk'), "'Queue Number' is not the number of a queue: sales desk"],
		[update('106', {}), "'Update Fields' is empty: there is nothing to change"],
		[update('106', { monitorMode: 'shout' }), "'Monitor Mode' cannot be shout"],
		[
			update('106', { allowBeingMonitored: 'no' }),
			"'Allow Being Monitored' is neither true nor false: no",
		],
		[update('x', { allowBeingMonitored: true }), "'Extension' is not an extension number: x"],
	])('%j', async (parameters, message) => {
		await open();
		expect((await outcome(parameters)).error?.message).toBe(message);
		expect(simulator.counters.requests).toEqual({});
	});

	test('a zone that does not exist', async () => {
		await open();
		credential.save({ timeZone: 'Berlin' });
		const { error } = await outcome(info);
		expect(error?.message).toBe("The 'PBX Time Zone' of the credential is not valid");
	});
});

test('an unknown extension is named', async () => {
	await open();
	const { error } = await outcome(update('999', { allowBeingMonitored: true }));
	expect(error?.message).toBe('Extension 999 does not exist on the PBX');
});
