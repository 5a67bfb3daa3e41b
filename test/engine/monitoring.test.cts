import type { Simulator } from '../../simulator/simulator.cts';
import { byNumber, customer, liveOffice, monitor, wires, type LiveOffice } from './office.cts';
import { runNode } from './runNode.cts';

let office: LiveOffice;
let simulator: Simulator;

async function open(...options: Parameters<typeof liveOffice>): Promise<void> {
	office = await liveOffice(...options);
	simulator = office.simulator;
}

afterEach(async () => {
	await simulator.close();
});

const modes = [
	{
		mode: 'whisper',
		endpoint: 'extension/whisper',
		fields: { whisperer: '101', whisperedext: '106' },
		heard: `101 whispers to 106; ${customer} hears only 106`,
	},
	{
		mode: 'listen',
		endpoint: 'extension/listen',
		fields: { listener: '101', listenedext: '106' },
		heard: `101 listens to 106`,
	},
	{
		mode: 'bargeIn',
		endpoint: 'extension/barge',
		fields: { bargein: '101', bargedext: '106' },
		heard: `101, 106 and ${customer} hear each other`,
	},
] as const;

describe.each(wires)('$mode in $dataFormat over $protocol', (wire) => {
	test.each(modes)('$mode: one request, and the right people hear', async (each) => {
		await open(wire);
		const run = await runNode({ credential: office.credential, parameters: monitor(each.mode) });

		expect(run.error).toBeUndefined();
		expect(run.outputs).toEqual([
			[
				{
					json: {
						mode: each.mode,
						supervisorExtension: '101',
						monitoredExtension: '106',
						result: 'accepted',
					},
					pairedItem: { item: 0 },
				},
			],
		]);
		expect(simulator.counters.requests).toEqual({ login: 1, [each.endpoint]: 1 });
		expect(simulator.journal.at(-1)).toMatchObject({
			endpoint: each.endpoint,
			format: wire.dataFormat,
			contentType: `application/${wire.dataFormat}; charset=utf-8`,
			fields: each.fields,
		});
		expect(simulator.pbx.describeHearing().join('\n')).toContain(each.heard);
		expect(simulator.counters.tlsConnections > 0).toBe(wire.protocol === 'https');
	});
});

describe('extension numbers', () => {
	test('keep their leading zeros, as text and in XML', async () => {
		await open({ dataFormat: 'xml', protocol: 'http' });
		const parameters = monitor('whisper', '0101', '106');
		const run = await runNode({ credential: office.credential, parameters });
		expect(run.outputs[0]?.[0]?.json.supervisorExtension).toBe('0101');
		expect(simulator.journal.at(-1)?.fields).toMatchObject({ whisperer: '0101' });
	});

	test('may be numbers and carry blanks around them', async () => {
		await open();
		const parameters = monitor('whisper', 101, ' 106 ');
		const run = await runNode({ credential: office.credential, parameters });
		expect(run.outputs[0]?.[0]?.json).toMatchObject({
			supervisorExtension: '101',
			monitoredExtension: '106',
		});
	});

	test.each([
		['  ', '106', "'Supervisor Extension' is empty"],
		['101', '={{ $json.missing }}', "'Monitored Extension' is empty"],
		['101', '10 6', "'Monitored Extension' is not an extension number: 10 6"],
		['10l', '106', "'Supervisor Extension' is not an extension number: 10l"],
		['101', '106\r\n', undefined],
		[1.5, '106', "'Supervisor Extension' is not an extension number: 1.5"],
		[{ a: 1 }, '106', "'Supervisor Extension' is empty"],
		['106', '106', "'Supervisor Extension' and 'Monitored Extension' are both 106"],
	])('%p and %p are checked before any request', async (supervisor, monitored, message) => {
		await open();
		const parameters = monitor('whisper', supervisor, monitored);
		const run = await runNode({ credential: office.credential, parameters });
		expect(run.error?.message).toBe(message);
		if (message) expect(simulator.counters.requests).toEqual({});
	});

	test('come from an expression, one for each item', async () => {
		await open();
		simulator.pbx.startCall({ direction: 'inbound', from: '0160', to: '107' });
		const items = [
			{ lead: '101', agent: 106 },
			{ lead: '102', agent: '107' },
		];
		const parameters = monitor('whisper', '={{ $json.lead }}', '={{ $json.agent }}');
		const run = await runNode({ credential: office.credential, parameters, items });
		expect(
			run.outputs[0]?.map(({ json }) => [json.supervisorExtension, json.monitoredExtension]),
		).toEqual([
			['101', '106'],
			['102', '107'],
		]);
		expect(simulator.counters.requests).toEqual({ login: 1, 'extension/whisper': 2 });
		expect(office.credential.reads).toBe(1);
	});
});

describe('a refusal is explained by one state query', () => {
	const both = { login: 1, 'extension/whisper': 1, 'extension/query': 1 };

	test.each([
		['101', '107', 'Extension 107 is not in a call', 'Start when 107 has answered a call.'],
		[
			'103',
			'106',
			'Extension 103 may not whisper: its Monitor Mode is Listen',
			'Set the Monitor Mode of 103 to Whisper or Extensive on the PBX (PBX > Extensions).',
		],
		[
			'100',
			'106',
			'Extension 100 may not whisper: its Monitor Mode is Disabled',
			'Set the Monitor Mode of 100 to Whisper or Extensive on the PBX (PBX > Extensions).',
		],
		[
			'110',
			'106',
			'Extension 110 is not idle: its phone is not registered',
			"Connect the phone of 110, or choose another supervisor. Check 'Supervisor Extension'.",
		],
		[
			'100',
			'107',
			'Extension 100 cannot join the call of 107: 2 conditions are not met',
			'Extension 100 may not whisper: its Monitor Mode is Disabled. Set the Monitor Mode of 100 to Whisper or Extensive on the PBX (PBX > Extensions). Extension 107 is not in a call. Start when 107 has answered a call.',
		],
		[
			'101',
			'100',
			'Extension 101 cannot join the call of 100: 2 conditions are not met',
			'Extension 100 is not in a call. Start when 100 has answered a call. Extension 100 does not allow being monitored. Turn on Allow Being Monitored for 100 on the PBX (PBX > Extensions).',
		],
		[
			'101',
			'999',
			'Extension 999 does not exist on the PBX',
			expect.stringContaining("'Monitored Extension'") as string,
		],
	])('%s whispers to %s', async (supervisor, monitored, message, description) => {
		await open();
		const parameters = monitor('whisper', supervisor, monitored);
		const run = await runNode({ credential: office.credential, parameters });
		expect(run.error).toMatchObject({ message, description });
		expect(simulator.counters.requests).toEqual(both);
	});

	test.each(['errno10006', 'leftOut', 'emptyList', 'onlyStatus'] as const)(
		'an unknown extension is named when the query answers %s',
		async (unknownExtension) => {
			await open(undefined, { switches: { unknownExtension } });
			const parameters = monitor('whisper', '999', '106');
			const run = await runNode({ credential: office.credential, parameters });
			expect(run.error?.message).toBe('Extension 999 does not exist on the PBX');
		},
	);

	test('a supervisor in a call of its own', async () => {
		await open();
		simulator.pbx.startCall({ direction: 'internal', from: '101', to: '107' });
		const run = await runNode({ credential: office.credential, parameters: monitor('whisper') });
		expect(run.error?.message).toBe('Extension 101 is not idle: it is in a call');
	});

	test.each(['Disabled', 'Disable', 'disable'] as const)(
		'whether the PBX writes %s or not',
		async (disabledWord) => {
			await open(undefined, { switches: { disabledWord, freeWord: 'Idle', inCallWord: 'InUse' } });
			const parameters = monitor('listen', '100', '106');
			const run = await runNode({ credential: office.credential, parameters });
			expect(run.error?.message).toBe('Extension 100 may not listen: its Monitor Mode is Disabled');
		},
	);

	test('the error number explains it when the states do not', async () => {
		await open();
		simulator.faults.add({
			endpoint: 'extension/whisper',
			trouble: { kind: 'errno', errno: '10009' },
		});
		const run = await runNode({ credential: office.credential, parameters: monitor('whisper') });
		expect(run.error?.message).toBe('Extension 106 does not allow being monitored');
		expect(run.error?.context).toMatchObject({ data: { kind: 'refused', pbxCode: '10009' } });
	});

	test('an error number that no manual knows is shown', async () => {
		await open();
		simulator.faults.add({
			endpoint: 'extension/whisper',
			trouble: { kind: 'errno', errno: '47110' },
		});
		const run = await runNode({ credential: office.credential, parameters: monitor('whisper') });
		expect(run.error?.message).toBe('The PBX refused the request with number 47110');
	});
});

describe('several items, some of them refused', () => {
	const items = [{ agent: '106' }, { agent: '107' }, { agent: 'x' }];
	const parameters = monitor('listen', '103', '={{ $json.agent }}');

	test('stop the workflow at the first one, naming the item', async () => {
		await open();
		const run = await runNode({ credential: office.credential, parameters, items: items.slice(1) });
		expect(run.error?.message).toBe('Extension 107 is not in a call');
		expect(run.error?.context).toMatchObject({ itemIndex: 0 });
	});

	test('go on in the regular output', async () => {
		await open();
		const run = await runNode({
			credential: office.credential,
			parameters,
			items,
			onError: 'continueRegularOutput',
		});
		expect(run.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(run.outputs[0]?.[0]?.json.result).toBe('accepted');
		expect(run.outputs[0]?.[1]?.json.message).toContain('Extension 107 is not in a call');
		expect(run.outputs[0]?.[2]?.json).toMatchObject({
			error: "'Monitored Extension' is not an extension number: x",
			message:
				"'Monitored Extension' is not an extension number: x. Choose an extension from the list, or enter its number: digits only, such as 101.",
		});
	});

	test('go to the error output, with their input', async () => {
		await open();
		const run = await runNode({
			credential: office.credential,
			parameters,
			items,
			onError: 'continueErrorOutput',
		});
		expect(run.outputs.map((output) => output.length)).toEqual([1, 2]);
		expect(run.outputs[1]?.map(({ json }) => json)).toEqual([
			expect.objectContaining({ agent: '107', error: expect.stringContaining('107') as string }),
			expect.objectContaining({ agent: 'x', error: expect.stringContaining('x') as string }),
		]);
	});
});

test('an unusable Timeout is refused before any request', async () => {
	await open();
	const parameters = monitor('whisper', '101', '106', { timeout: -1 });
	const run = await runNode({ credential: office.credential, parameters });
	expect(run.error?.message).toBe("'Timeout (Seconds)' cannot be -1");
	expect(simulator.counters.requests).toEqual({});
	expect(byNumber('1')).toMatchObject({ mode: 'number' });
});
