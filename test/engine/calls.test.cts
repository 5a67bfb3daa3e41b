import type { INodeParameters } from 'n8n-workflow';

import { switchValues, type Switches } from '../../simulator/api/openvox/switches.cts';
import type { Simulator } from '../../simulator/simulator.cts';
import type { CredentialStore } from './credentialStore.cts';
import { byNumber, customer, liveOffice, wires, type Wire } from './office.cts';
import { runNode } from './runNode.cts';

let simulator: Simulator;
let credential: CredentialStore;

async function open(wire?: Wire, switches: Partial<Switches> = {}): Promise<void> {
	({ simulator, credential } = await liveOffice(wire, { switches }));
}

afterEach(async () => {
	await simulator.close();
});

function order(operation: string, more: INodeParameters = {}): INodeParameters {
	return { resource: 'call', operation, options: {}, ...more };
}

const on = (operation: string, number: unknown = '106') =>
	order(operation, { extension: byNumber(number) });

const dial = (from: unknown = '101', to: unknown = '102', options: INodeParameters = {}) =>
	order('dial', { fromExtension: byNumber(from), toExtension: byNumber(to), options });

const dialExternal = (from: unknown, to: unknown, options: INodeParameters = {}) =>
	order('dialExternal', {
		fromExtension: byNumber(from),
		externalNumber: to as string,
		options,
	});

const transfer = (number: unknown, transferTo: unknown, options: INodeParameters = {}) =>
	order('transfer', {
		extension: byNumber(number),
		transferTo: transferTo as string,
		options,
	});

const play = (more: INodeParameters, prompts: unknown = 'haruhi3, xiaoshao5') =>
	order('playPrompt', { playTo: 'extension', prompts: prompts as string, ...more });

const toExtension = (number: string) => ({ extension: byNumber(number) });
const outside = (number: string) => ({ playTo: 'external', externalNumber: number });

const all = order('getAll', { returnAll: true });

async function outcome(parameters: INodeParameters) {
	const run = await runNode({ credential, parameters });
	return { items: run.outputs[0]?.map(({ json }) => json) ?? [], error: run.error };
}

function callOf(number: string) {
	const call = simulator.pbx
		.currentCalls()
		.find(({ caller, callee }) => [caller.number, callee.number].includes(number));
	return call && { ...call, own: call.caller.number === number ? call.caller : call.callee };
}

describe.each(wires)('in $dataFormat over $protocol', (wire) => {
	test('Hang Up ends the call of the extension', async () => {
		await open(wire);
		expect(await outcome(on('hangUp'))).toEqual({ items: [{ extension: '106', result: 'done' }] });
		expect(callOf('106')).toBeUndefined();
		expect(simulator.counters.requests).toEqual({ login: 1, 'extension/hangup': 1 });
	});

	test('Hold and Resume', async () => {
		await open(wire);
		expect((await outcome(on('hold'))).items).toEqual([{ extension: '106', result: 'done' }]);
		expect(callOf('106')?.own.holding).toBe(true);
		expect((await outcome(on('resume'))).items).toEqual([{ extension: '106', result: 'done' }]);
		expect(callOf('106')?.own.holding).toBe(false);
	});

	test('Mute and Unmute', async () => {
		await open(wire);
		expect((await outcome(on('mute'))).items).toEqual([{ extension: '106', result: 'done' }]);
		expect(callOf('106')?.own.muted).toBe(true);
		expect((await outcome(on('unmute'))).items).toEqual([{ extension: '106', result: 'done' }]);
		expect(callOf('106')?.own.muted).toBe(false);
	});

	test('Dial rings the first extension', async () => {
		await open(wire);
		expect(await outcome(dial())).toEqual({
			items: [{ fromExtension: '101', toExtension: '102', result: 'accepted' }],
		});
		expect(callOf('101')).toMatchObject({
			direction: 'internal',
			caller: { number: '101', stage: 'ringing' },
			callee: { number: '102', stage: 'later' },
		});
	});

	test('Dial External rings the extension, then the number outside', async () => {
		await open(wire);
		const run = await outcome(dialExternal('101', '0309876', { autoAnswer: true }));
		expect(run.items).toEqual([
			{ fromExtension: '101', externalNumber: '0309876', result: 'accepted' },
		]);
		expect(callOf('101')).toMatchObject({
			direction: 'outbound',
			caller: { number: '101', stage: 'up' },
			callee: { number: '0309876', stage: 'ringing' },
		});
	});

	test('Transfer finds the id of the call and hands it on', async () => {
		await open(wire);
		expect(await outcome(transfer('106', '107'))).toEqual({
			items: [{ extension: '106', transferTo: '107', result: 'done' }],
		});
		expect(callOf('107')).toMatchObject({ from: customer, callee: { number: '107' } });
		expect(callOf('106')).toBeUndefined();
		expect(simulator.counters.requests).toEqual({
			login: 1,
			'extension/query': 1,
			calltransfer: 1,
		});
	});

	test('Play Prompt calls an extension, or a number outside', async () => {
		await open(wire);
		const prompts = ['haruhi3', 'xiaoshao5'];
		expect(await outcome(play({ ...toExtension('101'), options: { autoAnswer: true } }))).toEqual({
			items: [{ extension: '101', prompts, result: 'accepted' }],
		});
		expect(simulator.journal.at(-1)).toMatchObject({
			format: 'json',
			fields: { extid: '101', prompt: 'haruhi3+xiaoshao5', autoanswer: 'yes' },
		});
		expect(callOf('101')).toMatchObject({ caller: { kind: 'prompt' }, callee: { stage: 'up' } });
		expect(await outcome(play(outside('0160')))).toEqual({
			items: [{ externalNumber: '0160', prompts, result: 'accepted' }],
		});
		expect(callOf('0160')).toMatchObject({ direction: 'outbound', callee: { stage: 'ringing' } });
	});

	test('Get Many gives external and internal calls, parties, hold and start', async () => {
		await open(wire);
		simulator.pbx.startCall({ direction: 'internal', from: '107', to: '0101' });
		simulator.pbx.startCall({ direction: 'outbound', from: '102', to: '0160', id: 'odd-id' });
		simulator.pbx.startCall({
			direction: 'inbound',
			from: '0170',
			to: '103',
			id: '1589881290.963',
			answered: 'ringing',
		});
		simulator.pbx.startCall({ direction: 'inbound', from: '0180', to: '9998' });
		const { items, error } = await outcome(all);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(6);
		const call = (from: string) => items.find((each) => each.from === from);
		expect(call(customer)).toEqual({
			direction: 'inbound',
			id: expect.stringMatching(/^\d+\.\d+$/) as string,
			from: customer,
			to: '106',
			trunk: 'to-18-16-2',
			state: 'talking',
			startTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/) as string,
			extensions: [{ number: '106', name: 'Alice', state: 'inCall' }],
		});
		expect(call('0309876543')).toMatchObject({
			state: 'onHold',
			extensions: [{ number: '109', name: 'Zoë & Søn <Lager>', state: 'onHold' }],
		});
		expect(call('0170')).toMatchObject({
			state: 'ringing',
			startTime: '2020-05-19T09:41:30.000Z',
			extensions: [{ number: '103', name: 'Ingrid', state: 'ringing' }],
		});
		expect(call('0180')).toMatchObject({ to: '9998', state: 'waiting', extensions: [] });
		expect(call('102')).toEqual({
			direction: 'outbound',
			id: 'odd-id',
			from: '102',
			to: '0160',
			trunk: 'to-18-16-2',
			state: 'talking',
			extensions: [{ number: '102', name: 'Tom', state: 'inCall' }],
		});
		// The PBX does not report who called whom, and without an id there is no start time.
		expect(items.filter(({ direction }) => direction === 'internal')).toEqual([
			{
				direction: 'internal',
				state: 'talking',
				extensions: [
					{ number: '0101', name: 'Branch Office', state: 'inCall' },
					{ number: '107', name: 'Ben', state: 'inCall' },
				],
			},
		]);
		expect(simulator.counters.requests).toEqual({
			login: 1,
			'extension/query': 1,
			'inbound/query': 1,
			'outbound/query': 1,
		});
	});
});

/** Everything the manual leaves open about these pages; the result is the same. */
const variants: Array<Partial<Switches>> = [
	...switchValues.callee.map((callee) => ({ callee })),
	...switchValues.xmlCallLists.map((xmlCallLists) => ({ xmlCallLists })),
	...switchValues.inboundQueryWithoutId.map((inboundQueryWithoutId) => ({
		inboundQueryWithoutId,
	})),
	...switchValues.callFields.map((callFields) => ({ callFields })),
	...switchValues.extid.map((extid) => ({ extid })),
	...switchValues.numbers.map((numbers) => ({ numbers })),
	...switchValues.errno.map((errno) => ({ errno })),
	...switchValues.inCallWord.map((inCallWord) => ({ inCallWord })),
	...switchValues.holdReply.map((holdReply) => ({ holdReply })),
	...switchValues.dialReply.map((dialReply) => ({ dialReply })),
];

describe.each(['json', 'xml'] as const)('in %s, whatever the PBX makes of the manual', (format) => {
	test.each(variants)('%p', async (switches) => {
		await open({ dataFormat: format, protocol: 'http' }, switches);
		simulator.pbx.startCall({ direction: 'internal', from: '107', to: '100' });
		const { items } = await outcome(all);
		expect(items.find(({ from }) => from === customer)).toMatchObject({
			direction: 'inbound',
			state: 'talking',
			extensions: [{ number: '106', state: 'inCall' }],
		});
		const internal = items.filter(({ direction }) => direction === 'internal');
		expect(internal).toHaveLength(switches.callFields === 'absent' ? 0 : 1);

		expect((await outcome(on('hold'))).items).toEqual([{ extension: '106', result: 'done' }]);
		expect((await outcome(on('resume'))).items).toEqual([{ extension: '106', result: 'done' }]);
		expect((await outcome(transfer('106', '102'))).items).toEqual([
			{ extension: '106', transferTo: '102', result: 'done' },
		]);
		const [played] = (await outcome(play(toExtension('104')))).items;
		expect('callId' in (played ?? {})).toBe(switches.dialReply === 'callid');
		const [dialled] = (await outcome(dial('101', '103'))).items;
		expect(dialled?.result).toBe('accepted');
		expect(dialled?.callId).toEqual(
			switches.dialReply === 'callid' ? expect.stringMatching(/^\d+\.\d+$/) : undefined,
		);
	});
});

describe('refusals name the extension', () => {
	test.each([
		[on('hangUp', '101'), 'Extension 101 is not in a call'],
		[on('hold', '101'), 'Extension 101 is not in a call'],
		[on('resume', '101'), 'Extension 101 is not in a call'],
		[on('mute', '101'), 'Extension 101 is not in a call'],
		[on('unmute', '999'), 'Extension 999 is not in a call'],
		[dial('106', '101'), 'Extension 106 is not idle'],
		[dial('999', '101'), 'Extension 999 or 101 does not exist on the PBX'],
		[dialExternal('999', '0160'), 'Extension 999 does not exist on the PBX'],
		[dialExternal('101', '102'), 'Extension 101 may not call outside'],
		[play(toExtension('106')), 'Extension 106 is not idle'],
		[play(toExtension('999')), 'Extension 999 does not exist on the PBX'],
		[play(outside('0160'), 'absent'), 'The audio file does not exist on the PBX'],
		[transfer('101', '102'), 'Extension 101 is not in a call'],
		[transfer('999', '102'), 'Extension 999 does not exist on the PBX'],
		[transfer('106', '999'), 'The called number does not exist'],
	])('%j', async (parameters, message) => {
		await open();
		const { error } = await outcome(parameters);
		expect(error?.message).toBe(message);
	});

	test('an internal call cannot be transferred, and the message says why', async () => {
		await open();
		simulator.pbx.startCall({ direction: 'internal', from: '107', to: '100' });
		const { error } = await outcome(transfer('107', '101'));
		expect(error?.message).toBe(
			'This PBX reports no id for the call of extension 107, and transfers only calls with one',
		);
		expect(simulator.counters.requests).toEqual({ login: 1, 'extension/query': 1 });
	});

	test('with two calls the user names the one to transfer', async () => {
		await open(undefined, { callFields: 'array' });
		simulator.pbx.startCall({ direction: 'inbound', from: '0170', to: '106', id: '1.99' });
		const { error } = await outcome(transfer('106', '101'));
		expect(error?.message).toContain('Extension 106 is in 2 external calls');
		expect(error?.description).toContain('1.99');
		expect(simulator.counters.requests.calltransfer).toBeUndefined();
		const chosen = await outcome(transfer('106', '101', { callId: ' 1.99 ' }));
		expect(chosen.items).toEqual([{ extension: '106', transferTo: '101', result: 'done' }]);
		expect(simulator.journal.at(-1)?.fields).toEqual({
			callid: '1.99',
			transferor: '106',
			transferto: '101',
		});
	});
});

test('a phone with two calls: which of them its state belongs to is unknown', async () => {
	await open(undefined, { callFields: 'array' });
	simulator.pbx.startCall({ direction: 'internal', from: '106', to: '100' });
	const { items } = await outcome(all);
	const states = items.map(({ direction, extensions, state }) => [direction, extensions, state]);
	expect(states).toContainEqual([
		'internal',
		[
			{ number: '100', name: 'Reception', state: 'inCall' },
			{ number: '106', name: 'Alice', state: 'inCall' },
		],
		'unknown',
	]);
});

test('Get Many takes only the wanted directions, up to the limit', async () => {
	await open();
	simulator.pbx.startCall({ direction: 'internal', from: '107', to: '100' });
	const inbound = await outcome(order('getAll', { returnAll: true, directions: ['inbound'] }));
	expect(inbound.items.map(({ direction }) => direction)).toEqual(['inbound', 'inbound']);
	const limited = await outcome(order('getAll', { returnAll: false, limit: 1 }));
	expect(limited.items).toHaveLength(1);
});

test('Get Many gives only the chosen fields', async () => {
	await open();
	const options = { outputFields: ['from', 'state'] };
	const { items } = await outcome({
		resource: 'call',
		operation: 'getAll',
		returnAll: true,
		options,
	});
	expect(items).toContainEqual({ from: customer, state: 'talking' });
});

describe('values are checked before any request', () => {
	test.each([
		[on('hangUp', ' '), "'Extension' is empty"],
		[on('hold', '1O6'), "'Extension' is not an extension number: 1O6"],
		[dial('101', ' '), "'To Extension' is empty"],
		[dial('101', '101'), "'From Extension' and 'To Extension' are both 101"],
		[dial('101', '102', { ringTimeout: 0 }), "'Ring Timeout (Seconds)' cannot be 0"],
		[dialExternal('101', ' '), "'External Number' is empty"],
		[
			dialExternal('101', '+49 151'),
			"'External Number' is not a number that can be dialled: +49 151",
		],
		[
			dialExternal('101', '49+151'),
			"'External Number' is not a number that can be dialled: 49+151",
		],
		[play(outside('0160'), ' , '), "'Prompts' is empty"],
		[
			play(outside('0160'), '123'),
			"'Prompts' contains something that is not the name of a prompt: 123",
		],
		[
			play(outside('0160'), 'a+b'),
			"'Prompts' contains something that is not the name of a prompt: a+b",
		],
		[
			play(outside('0160'), 'a.wav'),
			"'Prompts' contains something that is not the name of a prompt: a.wav",
		],
		[play(outside('x')), "'External Number' is not a number that can be dialled: x"],
		[transfer('106', 'Bob'), "'Transfer To' is not a number that can be dialled: Bob"],
		[play({ playTo: 'everyone' }), "'Play To' cannot be everyone"],
		[order('getAll', { limit: -1 }), "'Limit' cannot be -1"],
		[order('getAll', { limit: 'ten' }), "'Limit' cannot be ten"],
		[order('getAll', { limit: '' }), "'Limit' is empty"],
		[order('getAll', { limit: 1.5 }), "'Limit' cannot be 1.5"],
		[order('getAll', { returnAll: 'no' }), "'Return All' is neither true nor false: no"],
		[order('getAll', { directions: ['inbound', 'up'] }), "'Directions' cannot be up"],
		[dial('101', '102', { autoAnswer: 'no' }), "'Auto-Answer' is neither true nor false: no"],
		[transfer('106', '101', { callId: 'a\nb' }), undefined],
	])('%j', async (parameters, message) => {
		await open();
		const { error } = await outcome(parameters);
		if (message) expect(error?.message).toBe(message);
		else expect(error?.message).toContain('contains a character that cannot be sent');
		expect(simulator.counters.requests).toEqual({});
	});

	test('+, * and # may be dialled, as text or number', async () => {
		await open();
		await outcome(dialExternal('101', '+49*151#'));
		expect(simulator.journal.at(-1)?.fields).toEqual({
			extid: '101',
			outto: '+49*151#',
			autoanswer: 'no',
		});
		await outcome(dialExternal('102', 49151));
		expect(simulator.journal.at(-1)?.fields).toMatchObject({ outto: '49151' });
	});
});
