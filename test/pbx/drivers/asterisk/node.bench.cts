import type { INodeParameters } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';

import { Bench } from '../../../../tools/asterisk/bench.cts';
import { queue } from '../../../../tools/asterisk/phones.cts';
import { until } from '../../../../tools/poll.cts';
import { CredentialStore } from '../../../engine/credentialStore.cts';
import { byNumber, startParameters } from '../../../engine/office.cts';
import { runNode, type NodeOrder } from '../../../engine/runNode.cts';
import { credentialOf } from './realLine.cts';

const minute = 60_000;
const httpTimeout = 2;
const expiry = (httpTimeout + 6) * 1000;
const patience = 10_000;
let bench: Bench;
let credential: CredentialStore;

jest.setTimeout(minute);
beforeAll(async () => {
	bench = await Bench.open({ audioCapture: 'recordings', pbx: { httpTimeout } });
}, 5 * minute);
beforeEach(() => {
	credential = new CredentialStore({ data: credentialOf(bench, Bench.users.n8n) });
});
afterEach(async () => {
	await bench.hangUpAll();
	await bench.setAnswering('A', 'byHeader');
});
afterAll(() => bench.close());

function monitor(operation: string, options: INodeParameters = {}): INodeParameters {
	return {
		resource: 'monitoring',
		operation,
		supervisorExtension: byNumber('1001'),
		monitoredExtension: byNumber('1002'),
		...startParameters(options),
	};
}

const run = (parameters: INodeParameters, order: Partial<NodeOrder> = {}) =>
	runNode({ credential, parameters, ...order });

async function supervisorsPhoneIsQuiet(): Promise<void> {
	await until("the supervisor's phone to be quiet", patience, async () =>
		(await bench.channels('A')).length === 0 ? true : undefined,
	);
}

it.each(['listen', 'whisper', 'bargeIn'])(
	'the node puts the supervisor on the call: %s',
	async (mode) => {
		const { callerChannel } = await bench.call('B', 'C');
		const since = bench.amiObserver.now();
		const { outputs, error } = await run(monitor(mode));
		expect(error).toBeUndefined();
		expect(outputs[0]).toMatchObject([
			{
				json: {
					mode,
					supervisorExtension: '1001',
					monitoredExtension: '1002',
					result: 'monitoring',
					call: { direction: 'internal', otherParty: '1003' },
				},
				pairedItem: { item: 0 },
			},
		]);
		await bench.amiObserver.event({ event: 'ChanSpyStart', spyeechannel: callerChannel }, since);
		expect(JSON.stringify(outputs)).not.toContain('secret');
	},
);

it('lets the mode be changed only when the option says so', async () => {
	await bench.call('B', 'C');
	await run(monitor('listen'));
	expect((await bench.channels('A'))[0]?.applicationdata).toMatch(/,uqES$/);
	await bench.hangUpAll();
	await bench.call('B', 'C');
	await run(monitor('listen', { allowModeChange: true }));
	expect((await bench.channels('A'))[0]?.applicationdata).toMatch(/,uqESd$/);
});

it('lets the phone ring as long as the option says', async () => {
	await bench.setAnswering('A', 'manual');
	await bench.call('B', 'C');
	const { error } = await run(monitor('whisper', { ringTimeout: 2 }));
	expect(error?.message).toBe('Extension 1001 did not answer within 2 s');
	expect(error?.description).toContain('let it ring longer');
	await supervisorsPhoneIsQuiet();
});

it('rings longer than the timeout of a reply', async () => {
	const phone = await bench.setAnswering('A', 'manual');
	await bench.call('B', 'C');
	const rang = phone.now();
	const started = run(monitor('whisper', { timeout: 0.5 }));
	await phone.ringing(rang);
	await sleep(1_000);
	await phone.answer();
	expect((await started).outputs[0]).toMatchObject([{ json: { result: 'monitoring' } }]);
});

it('leaves no phone ringing when the execution is cancelled', async () => {
	const phone = await bench.setAnswering('A', 'manual');
	await bench.call('B', 'C');
	const rang = phone.now();
	const started = run(monitor('whisper'), { cancelAfter: 1_500 });
	await phone.ringing(rang);
	await started;
	await supervisorsPhoneIsQuiet();
});

it('signs in again by itself when the session has expired', async () => {
	await bench.call('B', 'C');
	await run({ resource: 'extension', operation: 'getAll', returnAll: true, options: {} });
	const before = credential.data.sessionToken;
	await sleep(expiry);
	const { outputs } = await run(monitor('whisper'));
	expect(outputs[0]).toMatchObject([{ json: { result: 'monitoring' } }]);
	expect(credential.data.sessionToken).not.toBe(before);
});

it('handles each item by itself, and sends a failed one to the error output', async () => {
	await bench.call('B', 'C');
	const parameters = {
		...monitor('whisper'),
		monitoredExtension: byNumber('={{ $json.agent }}'),
	};
	const { outputs } = await run(parameters, {
		items: [{ agent: '1004' }, { agent: '1002' }],
		onError: 'continueErrorOutput',
	});
	expect(outputs[0]).toMatchObject([{ json: { result: 'monitoring' }, pairedItem: { item: 1 } }]);
	expect(outputs[1]).toMatchObject([{ json: { error: 'Extension 1004 is not in a call' } }]);
});

it('lists the extensions with their states and calls', async () => {
	await bench.call('B', 'C');
	const { outputs } = await run({
		resource: 'extension',
		operation: 'getAll',
		returnAll: true,
		options: {},
	});
	expect(outputs[0]?.map(({ json }) => [json.number, json.state])).toEqual([
		['1001', 'idle'],
		['1002', 'inCall'],
		['1003', 'inCall'],
		['1004', 'idle'],
	]);
});

it('shows live calls, a queue and the PBX itself', async () => {
	await bench.call('B', 'C');
	const one = async (parameters: INodeParameters) => {
		const { outputs } = await run({ options: {}, ...parameters });
		expect(outputs[0]).toHaveLength(1);
		return outputs[0]?.[0]?.json;
	};
	expect(await one({ resource: 'call', operation: 'getAll', returnAll: true })).toEqual({
		direction: 'internal',
		id: expect.any(String) as string,
		from: '1002',
		to: '1003',
		state: 'talking',
		startTime: expect.stringMatching(/^\d{4}-.*Z$/) as string,
		extensions: [
			{ number: '1002', name: 'Ext 1002', state: 'inCall' },
			{ number: '1003', name: 'Ext 1003', state: 'inCall' },
		],
	});
	const talking = { state: 'inCall', rawState: '2', paused: false, callsTaken: 0 };
	expect(await one({ resource: 'queue', operation: 'getStatus', queue })).toEqual({
		queue,
		waitingCallers: 0,
		callers: [],
		agents: [
			{ extension: '1002', ...talking },
			{ extension: '1003', ...talking },
		],
	});
	const agent = { resource: 'queue', queue, extension: byNumber('1002') };
	const reason = { reason: 'Coaching' };
	expect(await one({ ...agent, operation: 'pauseAgent', options: reason })).toEqual({
		extension: '1002',
		queue,
		...reason,
		result: 'done',
	});
	expect(await one({ resource: 'queue', operation: 'getStatus', queue })).toMatchObject({
		agents: [{ state: 'inCall', paused: true, pauseReason: 'Coaching' }, { paused: false }],
	});
	expect(await one({ ...agent, operation: 'resumeAgent' })).toMatchObject({ result: 'done' });
	expect(await one({ resource: 'system', operation: 'getInfo' })).toMatchObject({
		model: 'Asterisk',
		extensions: 4,
	});
});

it('says which right is missing', async () => {
	credential.save({ ...credentialOf(bench, Bench.users.onlyReporting) });
	await bench.call('B', 'C');
	const { error } = await run(monitor('whisper'));
	expect(error?.message).toBe('The manager user lacks the right `originate`');
	expect(JSON.stringify(error)).not.toContain('onlyreporting-secret');
});
