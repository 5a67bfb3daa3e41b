import type { INodeParameters } from 'n8n-workflow';

import { queuePassword } from '../../simulator/api/openvox/endpoints/queues.cts';
import { switchValues as openVoxSwitches } from '../../simulator/api/openvox/switches.cts';
import {
	switchValues as yeastarPSwitches,
	type Switches,
} from '../../simulator/api/yeastarP/switches.cts';
import {
	startSimulator,
	type AnySimulator,
	type Simulator,
	type SimulatorOptions,
} from '../../simulator/simulator.cts';
import { CredentialStore } from './credentialStore.cts';
import { byNumber, customer, liveOffice, wires, type Wire } from './office.cts';
import { runNode } from './runNode.cts';

let simulator: AnySimulator;
let credential: CredentialStore;

jest.setTimeout(30_000);

async function openVox(wire?: Wire, options: SimulatorOptions = {}): Promise<Simulator> {
	const office = await liveOffice(wire, options);
	({ simulator, credential } = office);
	return office.simulator;
}

async function yeastarP(switches: Partial<Switches> = {}): Promise<void> {
	const pbx = await startSimulator({ family: 'yeastarP', switches });
	pbx.pbx.dropEverything();
	const { url, account } = pbx;
	const { username: clientId, password: clientSecret } = account;
	const data = { pbx: 'yeastarP', baseUrl: url, clientId, clientSecret, sessionToken: '' };
	simulator = pbx;
	credential = new CredentialStore({ data });
}

afterEach(async () => {
	await simulator.close();
});

async function run(operation: string, parameters: INodeParameters) {
	const all = { resource: 'queue', operation, options: {}, ...parameters };
	const { outputs, error } = await runNode({ credential, parameters: all });
	return { items: outputs[0]?.map(({ json }) => json) ?? [], error };
}

async function agent(wanted: string) {
	const [queue] = await simulator.pbx.queues();
	return queue?.members.find(({ number }) => number === wanted);
}

const of107 = { extension: byNumber('107'), queue: '9998' };
const of100 = { extension: byNumber('100'), queue: '9998' };

describe.each(wires)('on OpenVox in $dataFormat over $protocol', (wire) => {
	test('an agent pauses and resumes', async () => {
		await openVox(wire);
		const echoed = { extension: '107', queue: '9998', result: 'done' };
		expect(await run('pauseAgent', of107)).toEqual({ items: [echoed] });
		expect(await agent('107')).toMatchObject({ paused: true });
		const { items } = await run('getStatus', { queue: '9998' });
		expect(items[0]?.agents).toContainEqual({ extension: '107', state: 'paused', rawState: '9' });
		expect(await run('resumeAgent', of107)).toEqual({ items: [echoed] });
		expect(await agent('107')).toMatchObject({ paused: false });
	});

	test('an agent is added and removed, and the password of the queue is shown nowhere', async () => {
		await openVox(wire);
		const echoed = { queue: '9998', extension: '100', result: 'done' };
		expect(await run('addAgent', of100)).toEqual({ items: [echoed] });
		expect(await agent('100')).toMatchObject({ signedIn: true });
		const again = await run('addAgent', of100);
		expect(again.error?.message).toBe('The PBX did not change extension 100 in queue 9998');
		expect(await run('removeAgent', of100)).toEqual({ items: [echoed] });
		expect(await agent('100')).toMatchObject({ signedIn: false });
		const shown = JSON.stringify([again, again.error, simulator.journal, credential]);
		expect(shown).not.toContain(queuePassword);
	});
});

test.each(openVoxSwitches.agentRefused)('OpenVox, no such agent: %s', async (agentRefused) => {
	await openVox(undefined, { switches: { agentRefused } });
	const { error } = await run('pauseAgent', { ...of107, extension: byNumber('108') });
	const expected = {
		errno10019: 'The PBX did not change extension 108 in queue 9998',
		errno10006: 'Extension 108 does not exist on the PBX',
		success: undefined,
	};
	expect(error?.message).toBe(expected[agentRefused]);
});

test('what OpenVox cannot do is said with the field that it is about', async () => {
	await openVox();
	const { error } = await run('pauseAgent', { ...of107, queue: '' });
	expect(error?.message).toBe('This PBX does not offer pausing an agent in all queues at once');
	expect(error?.description).toBe("Name the queue. Check 'Queue Number'.");
	const reason = await run('pauseAgent', { ...of107, options: { reason: 'Coaching' } });
	expect(reason.error?.message).toBe('This PBX does not offer reasons for a pause');
	expect(simulator.counters.requests).toEqual({});
});

test.each([
	['pauseAgent', { ...of107, queue: 'sales desk' }, "'Queue Number' is not the number of a queue"],
	['addAgent', { ...of107, queue: ' ' }, "'Queue Number' is empty"],
	[
		'removeAgent',
		{ ...of107, extension: byNumber('1O7') },
		"'Extension' is not an extension number",
	],
])('%s refuses what cannot be right before any request', async (operation, parameters, message) => {
	await openVox();
	const { error } = await run(operation, parameters);
	expect(error?.message).toContain(message);
	expect(simulator.counters.requests).toEqual({});
});

describe('on a P-Series', () => {
	test('an agent pauses with a reason in one queue, and resumes in all', async () => {
		await yeastarP();
		expect(await run('pauseAgent', { ...of107, options: { reason: '*01' } })).toEqual({
			items: [{ extension: '107', queue: '9998', reason: '*01', result: 'done' }],
		});
		const { items } = await run('getStatus', { queue: '9998' });
		expect(items[0]?.agents).toContainEqual({
			extension: '107',
			state: 'paused',
			rawState: '1 paused',
			paused: true,
			pauseReason: 'Lunch',
		});
		expect(await run('resumeAgent', { ...of107, queue: '' })).toEqual({
			items: [{ extension: '107', result: 'done' }],
		});
		expect(await agent('107')).toMatchObject({ paused: false });
	});

	test('a reason without the subscription for it is explained', async () => {
		await yeastarP({ pauseReasons: 'none' });
		const { error } = await run('pauseAgent', { ...of107, options: { reason: '*01' } });
		expect(error?.message).toBe('The PBX does not accept the reason for the pause');
		expect(await agent('107')).toMatchObject({ paused: false });
	});

	test.each(yeastarPSwitches.agentRefused)('no such agent: %s', async (agentRefused) => {
		await yeastarP({ agentRefused });
		const { error } = await run('addAgent', { ...of107, extension: byNumber('108') });
		const notChanged = 'The PBX did not change extension 108 in queue 9998';
		const expected = {
			'10009': notChanged,
			'40002': notChanged,
			'60001': 'Extension 108 is not an agent of queue 9998',
			success: undefined,
		};
		expect(error?.message).toBe(expected[agentRefused]);
	});

	test('who waits comes with number and time', async () => {
		await yeastarP();
		simulator.pbx.startCall({ direction: 'inbound', from: customer, to: '9998' });
		const [status] = (await run('getStatus', { queue: '9998' })).items;
		expect(status).toMatchObject({
			waitingCallers: 1,
			callers: [{ number: customer, waitingSeconds: expect.any(Number) as number }],
		});
	});
});
