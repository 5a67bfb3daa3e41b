import type { IDataObject, INodeParameters, NodeOperationError } from 'n8n-workflow';

import { switchValues, type Switches } from '../../../simulator/api/openvox/switches.cts';
import { PbxTrigger } from '../../../nodes/PbxTrigger/PbxTrigger.node';
import { startSimulator, type Simulator } from '../../../simulator/simulator.cts';
import { anotherProcess } from '../anotherProcess.cts';
import { CredentialStore } from '../credentialStore.cts';
import { credentialFor, monitor } from '../office.cts';
import { runNode } from '../runNode.cts';
import { printedReport } from '../../pbx/drivers/openvox/wire/printedReports.cts';
import { TriggerHarness, TriggerWorkflow } from './triggerHarness.cts';

const minutes = 60_000;
const customer = '0151234567';

jest.setTimeout(30_000);

let simulator: Simulator;
let credential: CredentialStore;
let harness: TriggerHarness;

beforeEach(async () => {
	simulator = await startSimulator();
	credential = new CredentialStore({ data: credentialFor(simulator) });
	harness = new TriggerHarness();
	await harness.open();
});

afterEach(async () => {
	await harness.close();
	await simulator.close();
});

function workflow(name = 'VIP calls', parameters: INodeParameters = {}): TriggerWorkflow {
	return new TriggerWorkflow(harness, { name, credential, parameters });
}

async function active(name?: string, parameters?: INodeParameters): Promise<TriggerWorkflow> {
	const trigger = workflow(name, parameters);
	await harness.activate(trigger);
	return trigger;
}

/** A customer calls an agent, who picks up. */
function answeredCall(agent = '106', from = customer): string {
	const call = simulator.pbx.startCall({
		direction: 'inbound',
		from,
		to: agent,
		answered: 'ringing',
	});
	if (typeof call === 'string') throw new Error(call);
	simulator.pbx.pickUp(agent);
	return call.callId;
}

/** Some fields of an item in one line. */
function words(item: IDataObject, ...names: string[]): string {
	return names.map((name) => shown(item[name])).join(' ');
}

function shown(value: unknown): string {
	if (Array.isArray(value)) return value.join();
	return typeof value === 'string' ? value : '-';
}

async function answersArrive(trigger: TriggerWorkflow): Promise<boolean> {
	const before = trigger.events.filter((event) => event === 'callAnswered').length;
	const agent = '106';
	const id = answeredCall(agent);
	await simulator.allReported();
	simulator.pbx.endCall(id);
	await simulator.allReported();
	return trigger.events.filter((event) => event === 'callAnswered').length > before;
}

function heartbeats(): Record<string, string>[] {
	return simulator.journal
		.filter(({ endpoint }) => endpoint === 'heartbeat')
		.map((one) => one.fields);
}

function keyOf(trigger: TriggerWorkflow): string {
	return words(trigger.remembered, 'reportKey');
}

function urlOf(trigger: TriggerWorkflow, key = keyOf(trigger)): string {
	return `http://${harness.address}/webhook/${trigger.path}/${key}`;
}

async function post(url: string, body: string, headers: Record<string, string> = {}) {
	const response = await fetch(url, {
		method: 'POST',
		body,
		headers: { 'Content-Type': 'application/json', ...headers },
	});
	return { status: response.status, text: await response.text() };
}

async function refusal(act: Promise<unknown>): Promise<NodeOperationError> {
	const error = await act.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (error === undefined) throw new Error('it was not refused');
	return error as NodeOperationError;
}

describe('activation', () => {
	test('names the whole address by heartbeat; the sign-in names none', async () => {
		const trigger = await active();
		expect(simulator.counters.requests).toEqual({ login: 1, heartbeat: 1 });
		const login = simulator.journal.find(({ endpoint }) => endpoint === 'login');
		expect(Object.keys(login?.fields ?? {}).sort()).toEqual([
			'password',
			'port',
			'username',
			'version',
		]);
		expect(login?.fields).toMatchObject({ port: '8260', version: '1.0.2' });
		const [ipaddr, port] = harness.address.split(':');
		expect(heartbeats()).toEqual([
			{
				ipaddr,
				port,
				url: `${harness.address}/webhook/${trigger.path}/${keyOf(trigger)}`,
				urltag: '1',
			},
		]);
	});

	test('makes a key of 256 bits, another one for every activation', async () => {
		const trigger = await active();
		const first = keyOf(trigger);
		expect(Buffer.from(first, 'base64url')).toHaveLength(32);
		await harness.deactivate(trigger);
		await harness.activate(trigger);
		expect(keyOf(trigger)).not.toBe(first);
	});

	test('makes a new key after an activation that the PBX refused, and after one that never ended', async () => {
		const trigger = workflow();
		simulator.switches.reportAddressLength = '64';
		await refusal(harness.activate(trigger));
		simulator.switches.reportAddressLength = 'any';
		await harness.activate(trigger);
		// n8n stops it without calling `delete`.
		await harness.crash(trigger);
		await harness.activate(trigger);
		const keys = heartbeats().flatMap(({ url }) => url?.split('/').at(-1) ?? []);
		expect(keys).toHaveLength(3);
		expect(new Set(keys).size).toBe(3);
		expect(keyOf(trigger)).toBe(keys[2]);
	});

	test('that was refused stores nothing with the workflow', async () => {
		simulator.switches.reportAddressLength = '64';
		const trigger = workflow();
		await refusal(harness.activate(trigger));
		expect(trigger.remembered).toEqual({});
	});

	test('is refused in words when the PBX does not answer', async () => {
		credential.save({ baseUrl: 'http://127.0.0.1:1' });
		const error = await refusal(harness.activate(workflow()));
		expect(error.message).toBe('Nothing answers at http://127.0.0.1:1: the connection was refused');
	});

	test('is refused with the length when the PBX takes only shorter addresses', async () => {
		simulator.switches.reportAddressLength = '64';
		const error = await refusal(harness.activate(workflow()));
		expect(error.message).toMatch(
			/^The PBX did not accept the report address 127\.0\.0\.1:\d+\/… \(\d+ characters\)/,
		);
		expect(error.description).toContain("'Report Address Override'");
	});

	test('is refused for a credential of another family', async () => {
		credential.save({ pbx: 'asterisk', username: 'n8n', password: 'secret' });
		const error = await refusal(harness.activate(workflow()));
		expect(error.message).toBe(
			'The credential is for Asterisk / FreePBX, the trigger for OpenVox UC Series',
		);
		expect(error.description).toContain("'PBX Family'");
		expect(simulator.counters.requests).toEqual({});
	});

	test('is refused for a PBX that cannot be asked, and for an unknown family', async () => {
		credential.save({ pbx: 'asterisk', username: 'n8n', password: 'secret' });
		const asterisk = workflow('VIP', { family: 'asterisk', events: ['callAnswered'] });
		expect((await refusal(harness.activate(asterisk))).message).toBe(
			'Asterisk offers no AMI over HTTP at this address (HTTP 404)',
		);
		const unknown = workflow('VIP', { family: 'constructor' });
		expect((await refusal(harness.activate(unknown))).message).toBe(
			"'PBX Family' has the unknown value constructor",
		);
	});

	test.each<[INodeParameters, string]>([
		[{ events: 'callAnswered, callAnswerd' }, "'Events' has the unknown value callAnswerd"],
		[
			{ events: 'callAnswered, callerWaiting' },
			'OpenVox UC Series does not send the event Caller Waiting',
		],
		[{ events: [] }, "'Events' is empty"],
		[{ filters: { directions: ['inbuond'] } }, "'Directions' has the unknown value inbuond"],
		[{ filters: { states: 'idle busy' } }, "'States' has the unknown value busy"],
		[{ filters: { states: ['constructor'] } }, "'States' has the unknown value constructor"],
	])('is refused with the wrong word of a filter: %j', async (parameters, message) => {
		const error = await refusal(harness.activate(workflow('VIP', parameters)));
		expect(error.message).toBe(message);
		expect(simulator.counters.requests).toEqual({});
	});

	test('is refused when an allowed address is none', async () => {
		const parameters = { options: { allowedAddresses: '10.0.0.0/24, pbx.lan' } };
		const error = await refusal(harness.activate(workflow('VIP', parameters)));
		expect(error.message).toContain('pbx.lan');
	});

	test('asks for a heartbeat at least every minute, or as often as the user says', async () => {
		const trigger = await active();
		expect(harness.active.get(trigger)?.expressions).toEqual([
			expect.stringMatching(/^\d+ \*\/1 \* \* \* \*$/),
		]);
		await harness.deactivate(trigger);
		const often = await active('Often', { options: { heartbeatInterval: 2 } });
		expect(harness.active.get(often)?.expressions).toEqual(['*/2 * * * * *']);
	});

	test('sends heartbeats on an n8n whose cron helper takes a text', async () => {
		harness.cronTakesText = true;
		const trigger = await active('Old n8n', { options: { heartbeatInterval: 2 } });
		expect(harness.active.get(trigger)?.expressions).toEqual(['*/2 * * * * *']);
		simulator.restart('pbx');
		await harness.tick(trigger);
		expect(await answersArrive(trigger)).toBe(true);
	});

	test('remembers the key, and no secret of the PBX', async () => {
		const trigger = await active();
		expect(Object.keys(trigger.remembered).sort()).toEqual([
			'registeredAtMs',
			'reportKey',
			'timeZone',
		]);
	});
});

describe('the list Event Delivery', () => {
	test('names the workflow and the address, but not the key; again after it was deactivated', async () => {
		const trigger = workflow();
		expect(await trigger.eventDelivery()).toMatchObject([{ name: 'Not registered yet' }]);
		await harness.activate(trigger);
		const { length } = `${harness.address}/webhook/${trigger.path}/${keyOf(trigger)}`;
		const [entry, ...more] = await trigger.eventDelivery();
		expect(more).toEqual([]);
		expect(entry).toMatchObject({ name: 'Workflow "VIP calls" gets the events', value: '' });
		expect(entry?.description?.replace(/\d+ s ago/, '0 s ago')).toBe(
			`Registered 0 s ago for "PBX Trigger" of the workflow "VIP calls" at ${harness.address}/… (${length} characters)`,
		);
		await harness.deactivate(trigger);
		expect(await trigger.eventDelivery()).toMatchObject([{ name: 'Not registered yet' }]);
	});

	test('shows the address that was entered for it', async () => {
		const reportAddressOverride = 'proxy.lan:81/n8n';
		const trigger = await active('Proxy', { options: { reportAddressOverride } });
		const { length } = `proxy.lan:81/n8n/webhook/${trigger.path}/${keyOf(trigger)}`;
		expect((await trigger.eventDelivery())[0]?.description).toContain(
			` at proxy.lan:81/… (${length} characters)`,
		);
	});

	test('names another workflow that has the one address, and a test listen', async () => {
		await active('First');
		const second = workflow('Second');
		expect((await second.eventDelivery())[0]?.name).toBe('Workflow "First" gets the events');
		await harness.listen(second);
		expect((await second.eventDelivery())[0]?.name).toBe(
			'A test listen in workflow "Second" gets the events',
		);
	});

	test('says why nothing is registered', async () => {
		const trigger = workflow();
		credential.save({ baseUrl: 'http://127.0.0.1:1' });
		await harness.activate(trigger, 'init');
		const [entry] = await trigger.eventDelivery();
		expect(entry?.name).toMatch(/^Not registered: Nothing answers at http:/);
		expect(entry?.description).toContain('registration failed');
		credential.save({ pbx: 'yeastarV1' });
		expect((await trigger.eventDelivery())[0]?.name).toMatch(
			/^No events: The credential is for Yeastar .*, the trigger for OpenVox UC Series$/,
		);
	});

	test('says why a workflow could not be published, until it is', async () => {
		const trigger = workflow();
		credential.save({ password: 'wrong' });
		await refusal(harness.activate(trigger));
		const [entry] = await trigger.eventDelivery();
		expect(entry?.name).toMatch(/^Not published: Wrong user name or password/);
		expect(entry?.description).toMatch(
			/ Refused \d+ s ago: "PBX Trigger" of the workflow "VIP calls"$/,
		);
		credential.save({ password: simulator.account.password });
		await harness.activate(trigger);
		expect((await trigger.eventDelivery())[0]?.name).toBe('Workflow "VIP calls" gets the events');
		await harness.deactivate(trigger);
		expect((await trigger.eventDelivery())[0]?.name).toBe('Not registered yet');
	});

	test('says beside the workflow that gets the events why another one was not published', async () => {
		await active('First');
		const second = workflow('Second');
		await refusal(harness.activate(second));
		const [entry] = await second.eventDelivery();
		expect(entry?.name).toBe('Workflow "First" gets the events');
		expect(entry?.description).toMatch(
			/^"PBX Trigger" of the workflow "Second" was not published, \d+ s ago: The PBX already sends its events to "PBX Trigger" of the workflow "First"\. Registered /,
		);
	});

	test('keeps no refusal of a test listen, which shows it by itself', async () => {
		const trigger = workflow();
		credential.save({ password: 'wrong' });
		await refusal(harness.listen(trigger));
		expect((await trigger.eventDelivery())[0]?.name).toBe('Not registered yet');
	});

	test('is not blanked by a restart while the PBX does not answer', async () => {
		const trigger = await active('VIP calls');
		await harness.crash(trigger);
		simulator.faults.add({ trouble: { kind: 'httpStatus', status: 503 }, requests: 2 });
		await harness.activate(trigger, 'init');
		const [entry] = await trigger.eventDelivery();
		expect(entry?.name).toBe('Workflow "VIP calls" gets the events');
		expect(entry?.description).toMatch(/^Registered \d+ s ago .*; heartbeat failed: /);
	});
});

describe('an event', () => {
	test('starts one execution, in the same shape whatever the PBX prints', async () => {
		const trigger = await active('VIP calls', { events: ['callAnswered'] });
		const id = answeredCall();
		await simulator.allReported();
		expect(trigger.executions).toEqual([
			{
				event: 'callAnswered',
				callId: id,
				direction: 'inbound',
				from: customer,
				to: '106',
				otherParty: customer,
				extensions: ['106'],
				trunk: 'to-18-16-2',
				pbxSerialNumber: 'a09805021987',
				receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
				report: expect.objectContaining({ action: 'ANSWER' }) as IDataObject,
			},
		]);
	});

	test('of each kind starts one execution', async () => {
		simulator.switches.recordings = 'on';
		const trigger = await active();
		const first = answeredCall();
		await simulator.allReported();
		simulator.pbx.transferFrom('106', '107');
		await simulator.allReported();
		simulator.pbx.pickUp('107');
		await simulator.allReported();
		simulator.pbx.endCall(first);
		await simulator.allReported();
		simulator.pbx.startCall({
			direction: 'internal',
			from: '101',
			to: '102',
			answered: 'ringing',
		});
		simulator.pbx.decline('102');
		await simulator.allReported();
		const calls = trigger.executions.filter(({ event }) => event !== 'extensionStateChanged');
		expect(calls.map((item) => words(item, 'event', 'extensions'))).toEqual([
			'callRinging 106',
			'callAnswered 106',
			'callTransferred 106',
			'callRinging 107',
			'callAnswered 107',
			'callEnded 107',
			'callRecord 106',
			'callRinging 102,101',
			'callFailed 102,101',
			'callRecord 101,102',
		]);
		const record = calls.find(({ event }) => event === 'callRecord');
		expect(record).toMatchObject({
			direction: 'inbound',
			from: customer,
			to: '106',
			otherParty: customer,
			outcome: 'answered',
			rawOutcome: 'ANSWERED',
			durationSeconds: expect.any(Number) as number,
			talkSeconds: expect.any(Number) as number,
			recording: expect.stringMatching(/^exten-0151234567-106-.*\.wav$/) as string,
		});
		const states = trigger.executions.filter((item) => words(item, 'extensions') === '106');
		expect(states.map(({ state }) => state).filter(Boolean)).toEqual(['ringing', 'inCall', 'idle']);
	});

	test('has at most ten fields, and no report, where it is simplified', async () => {
		simulator.switches.recordings = 'on';
		const trigger = await active('Simplified', { simplify: true });
		simulator.pbx.endCall(answeredCall());
		await simulator.allReported();
		const [answered] = trigger.executions.filter(({ event }) => event === 'callAnswered');
		expect(Object.keys(answered ?? {}).sort()).toEqual([
			'callId',
			'direction',
			'event',
			'extensions',
			'from',
			'otherParty',
			'receivedAt',
			'to',
			'trunk',
		]);
		const [record] = trigger.executions.filter(({ event }) => event === 'callRecord');
		expect(Object.keys(record ?? {}).sort()).toEqual([
			'direction',
			'event',
			'extensions',
			'from',
			'otherParty',
			'outcome',
			'recording',
			'startTime',
			'talkSeconds',
			'to',
		]);
		const shown = JSON.stringify(trigger.executions);
		expect(shown).not.toMatch(/report|rawState|pbxSerialNumber/);
	});

	test('is only started by what the filter lets through', async () => {
		const trigger = await active('VIP calls', {
			events: ['callAnswered', 'extensionStateChanged'],
			filters: {
				extensions: { __rl: true, mode: 'numbers', value: '106; 0101 \n 0102' },
				directions: ['inbound'],
				states: ['inCall'],
				otherParty: '0151*',
			},
		});
		for (const [agent, from] of [
			['106', customer],
			['107', customer],
			['106', '0301234567'],
			['0101', '0151999'],
		] as const) {
			const id = answeredCall(agent, from);
			simulator.pbx.endCall(id);
		}
		await simulator.allReported();
		const seen = trigger.executions.map((item) => words(item, 'event', 'from', 'extensions'));
		expect(seen).toEqual([
			`callAnswered ${customer} 106`,
			'extensionStateChanged - 106',
			'extensionStateChanged - 106',
			'callAnswered 0151999 0101',
			'extensionStateChanged - 0101',
		]);
	});

	test('costs n8n no decryption of the credential, and one write: which PBX reports', async () => {
		const trigger = await active('Many');
		const before = credential.reads;
		for (const agent of ['106', '107', '0101']) simulator.pbx.endCall(answeredCall(agent));
		await simulator.allReported();
		expect(trigger.events.length).toBeGreaterThan(10);
		expect(credential.reads - before).toBe(0);
		expect(trigger.storedAgain).toBe(1);
	});

	test.each<Partial<Switches>>([
		{ reportCopies: 'two' },
		{ reportOrder: 'reversed' },
		{ reportsInFlight: 'any' },
		{ reportRetry: 'yes' },
		{ secondAnswer: 'ANSWERED', reportedParties: 'call' },
		{ reportedNumbers: 'bare' },
		{ reportCopies: 'two', reportOrder: 'reversed', reportsInFlight: 'any' },
	])('comes once, and no party is lost: %j', async (switches) => {
		Object.assign(simulator.switches, switches);
		const trigger = await active('Calls', {
			events: ['callRinging', 'callAnswered', 'callEnded', 'callRecord'],
		});
		for (const agent of ['106', '107']) {
			const id = answeredCall(agent);
			await simulator.allReported();
			simulator.pbx.endCall(id);
			await simulator.allReported();
		}
		await settled();
		const seen = trigger.executions.map((item) => words(item, 'event', 'from', 'to', 'extensions'));
		expect(seen.sort()).toEqual(
			['106', '107']
				.flatMap((agent) =>
					['callRinging', 'callAnswered', 'callEnded', 'callRecord'].map(
						(event) => `${event} ${customer} ${agent} ${agent}`,
					),
				)
				.sort(),
		);
	});

	test('that only the caller hears starts an execution when the other report does not come', async () => {
		const trigger = await active('Ringing', { events: ['callRinging'] });
		const sent = await post(urlOf(trigger), printedReport('alert-internal'));
		expect(sent.status).toBe(200);
		await settled();
		expect(trigger.executions).toMatchObject([{ event: 'callRinging', extensions: ['101'] }]);
	});

	test('has the times of its record in the zone of the PBX', async () => {
		credential.save({ timeZone: 'Asia/Kolkata' });
		const trigger = await active('Records', { events: ['callRecord'] });
		await post(urlOf(trigger), printedReport('new-cdr-inbound'));
		expect(trigger.executions).toMatchObject([
			{ startTime: '2020-05-20T10:18:59+05:30', durationSeconds: 10, talkSeconds: 4 },
		]);
	});

	test('is dropped when an expression of the filter gives an unknown word', async () => {
		const trigger = await active('VIP calls', { events: ['callAnswered'] });
		trigger.change({ filters: { directions: '={{ "sideways" }}' } });
		expect((await post(urlOf(trigger), printedReport('answer-inbound'))).status).toBe(200);
		trigger.change({ filters: { directions: '={{ $nothing.here() }}' } });
		expect((await post(urlOf(trigger), printedReport('answer-inbound'))).status).toBe(200);
		const empty = { __rl: true, mode: 'list', value: '={{ "" }}' } as const;
		trigger.change({ filters: { extensions: empty } });
		expect((await post(urlOf(trigger), printedReport('answer-inbound'))).status).toBe(200);
		expect(trigger.executions).toEqual([]);
		trigger.change({ filters: { directions: '={{ "inbound" }}' } });
		await post(urlOf(trigger), printedReport('answer-inbound'));
		expect(trigger.executions).toHaveLength(1);
	});

	test('goes on in a manual run instead of waiting for the next one', async () => {
		const items = [{ json: { event: 'callAnswered' } }];
		const run = new PbxTrigger().execute.call({
			getInputData: () => items,
			getMode: () => 'manual',
			getNodeParameter: () => 'openVoxUc',
		} as never);
		await expect(run).resolves.toEqual([items]);
	});
});

/** Waits out the second that a report for the caller alone waits for the other one. */
async function settled(): Promise<void> {
	const waited = Date.now() + 1_200;
	while (Date.now() < waited) await new Promise((resolve) => setTimeout(resolve, 50));
}

const addressings = switchValues.reportAddressOf.flatMap((reportAddressOf) =>
	switchValues.secondLogin.map((secondLogin) => ({ reportAddressOf, secondLogin })),
);

describe.each(addressings)('reports keep coming: %j', (switches) => {
	let trigger: TriggerWorkflow;

	beforeEach(async () => {
		Object.assign(simulator.switches, switches);
		trigger = await active();
	});

	test('after hours of silence', async () => {
		for (let heartbeat = 0; heartbeat < 6; heartbeat += 1) {
			simulator.clock.advance(29 * minutes);
			await harness.tick(trigger);
		}
		expect(simulator.counters.signIns.accepted).toBe(1);
		expect(await answersArrive(trigger)).toBe(true);
	});

	test('after a restart of the PBX, from the next heartbeat on', async () => {
		simulator.restart('pbx');
		expect(await answersArrive(trigger)).toBe(false);
		simulator.resetCounters();
		await harness.tick(trigger);
		// The heartbeat that was refused, the sign-in, and the same heartbeat again.
		expect(simulator.counters.requests).toEqual({ heartbeat: 2, login: 1 });
		expect(await answersArrive(trigger)).toBe(true);
		expect(trigger.events).toContain('pbxStarted');
	});

	test('while nodes use the same session', async () => {
		simulator.pbx.startCall({ direction: 'inbound', from: customer, to: '107' });
		const run = await runNode({ credential, parameters: monitor('whisper', '101', '107') });
		expect(run.error).toBeUndefined();
		expect(simulator.counters.signIns.accepted).toBe(1);
		expect(await answersArrive(trigger)).toBe(true);
	});

	test('after another process signed in, from the next heartbeat on', async () => {
		const { runNode: run, CredentialStore: Store } = anotherProcess();
		const own = new Store({ data: credentialFor(simulator) });
		await run({ credential: own, parameters: { resource: 'extension', operation: 'getAll' } });
		credential.row.data = own.row.data;
		expect(simulator.counters.signIns.accepted).toBe(2);
		await harness.tick(trigger);
		expect(await answersArrive(trigger)).toBe(true);
	});

	test('after the PBX did not answer for a while', async () => {
		simulator.faults.add({ trouble: { kind: 'httpStatus', status: 503 }, requests: 3 });
		for (let heartbeat = 0; heartbeat < 4; heartbeat += 1) await harness.tick(trigger);
		expect(await answersArrive(trigger)).toBe(true);
	});
});

describe('n8n is restarted', () => {
	test('and registers the same address again', async () => {
		const trigger = await active();
		const key = keyOf(trigger);
		await harness.crash(trigger);
		await harness.activate(trigger, 'init');
		expect(keyOf(trigger)).toBe(key);
		expect(heartbeats()).toHaveLength(2);
		expect(await answersArrive(trigger)).toBe(true);
	});

	test('while the PBX is down: the next heartbeat registers', async () => {
		const trigger = await active();
		await harness.crash(trigger);
		simulator.faults.add({ trouble: { kind: 'httpStatus', status: 503 }, requests: 2 });
		await harness.activate(trigger, 'init');
		simulator.faults.clear();
		await harness.tick(trigger);
		expect(await answersArrive(trigger)).toBe(true);
	});
});

describe('deactivation', () => {
	test('sends the reports back to the default port and keeps the shared session', async () => {
		const trigger = await active();
		simulator.resetCounters();
		await harness.deactivate(trigger);
		expect(heartbeats().at(-1)).toEqual({ ipaddr: '127.0.0.1', port: '8260' });
		expect(simulator.counters.requests).toEqual({ heartbeat: 1 });
		answeredCall();
		await simulator.allReported();
		expect(simulator.deliveries.at(-1)?.to).toBe('127.0.0.1:8260');
		const run = await runNode({ credential, parameters: monitor('whisper', '101', '106') });
		expect(run.error).toBeUndefined();
		expect(simulator.counters.signIns.accepted).toBe(0);
	});

	test('succeeds although the PBX does not answer', async () => {
		const trigger = await active();
		simulator.faults.add({ trouble: { kind: 'httpStatus', status: 503 }, requests: 5 });
		await harness.deactivate(trigger);
		simulator.faults.clear();
		await harness.activate(trigger);
		expect(await answersArrive(trigger)).toBe(true);
	});
});

describe('the one report address of a PBX', () => {
	test('is refused to a second workflow, with the name of the first', async () => {
		const first = await active('VIP calls');
		const second = workflow('After the call');
		const error = await refusal(harness.activate(second));
		expect(error.message).toBe(
			'The PBX already sends its events to "PBX Trigger" of the workflow "VIP calls"',
		);
		expect(error.description).toContain('Unpublish that workflow first');
		expect(await answersArrive(first)).toBe(true);
		await harness.deactivate(first);
		await harness.activate(second);
		expect(await answersArrive(second)).toBe(true);
	});

	test('is the same for another credential with the same fields', async () => {
		await active('VIP calls');
		const twin = new TriggerWorkflow(harness, { name: 'Twin', credential, credentialId: 'other' });
		expect((await refusal(harness.activate(twin))).message).toContain('"VIP calls"');
	});

	test('is the same for another credential that writes the address of the PBX in another way', async () => {
		const first = await active('VIP calls');
		const { port } = new URL(simulator.url);
		const other = new CredentialStore({
			data: { ...credentialFor(simulator), baseUrl: `HTTP://LocalHost:${port}/` },
		});
		const second = new TriggerWorkflow(harness, {
			name: 'Second',
			credential: other,
			credentialId: 'other',
		});
		expect((await refusal(harness.activate(second))).message).toContain('"VIP calls"');
		await harness.deactivate(first);
		await harness.activate(second);
		expect(await answersArrive(second)).toBe(true);
		// Sessions stay apart.
		expect(simulator.counters.signIns.accepted).toBe(2);
	});

	test('is another one for another PBX', async () => {
		const other = await startSimulator();
		const store = new CredentialStore({ data: credentialFor(other) });
		const first = await active('VIP calls');
		const second = new TriggerWorkflow(harness, {
			name: 'Branch',
			credential: store,
			credentialId: 'branch',
		});
		await harness.activate(second);
		expect(await answersArrive(first)).toBe(true);
		await harness.deactivate(second);
		await other.close();
	});

	test('goes to a test listen and comes back at once', async () => {
		const production = await active('VIP calls');
		const tested = workflow('New workflow', { events: ['callAnswered'] });
		await harness.listen(tested);
		// Production waits.
		await harness.tick(production);
		expect(heartbeats().at(-1)?.url).toContain('/webhook-test/');
		const before = production.executions.length;
		const id = answeredCall();
		await simulator.allReported();
		expect(tested.events).toEqual(['callAnswered']);
		expect(production.executions).toHaveLength(before);
		// The event ended the listening.
		expect(heartbeats().at(-1)?.url).toContain(`/webhook/${production.webhookId}/`);
		simulator.pbx.endCall(id);
		expect(await answersArrive(production)).toBe(true);
	});

	test('goes to the test listen of the same workflow, too', async () => {
		const production = await active('VIP calls');
		await harness.listen(production);
		await harness.endListening(production);
		expect(heartbeats().at(-1)?.url).toContain(`/webhook/${production.webhookId}/`);
		expect(await answersArrive(production)).toBe(true);
	});

	test('goes back to the default port after a test listen when no workflow is active', async () => {
		const tested = workflow();
		await harness.listen(tested);
		await harness.endListening(tested);
		expect(heartbeats().at(-1)).toEqual({ ipaddr: '127.0.0.1', port: '8260' });
	});

	test('is refused to a second test listen, and production does not suffer', async () => {
		const production = await active('VIP calls');
		const tested = workflow('New workflow');
		await harness.listen(tested);
		for (const late of [workflow('Another one'), production]) {
			const error = await refusal(harness.listen(late));
			expect(error.message).toBe(
				'A test listen in "PBX Trigger" of the workflow "New workflow" gets the events of the PBX',
			);
		}
		await harness.endListening(tested);
		expect(await answersArrive(production)).toBe(true);
	});

	test('waits for a workflow that is activated during a test listen', async () => {
		const tested = workflow('New workflow', { events: ['pbxStarted'] });
		await harness.listen(tested);
		const production = await active('VIP calls');
		expect(heartbeats().at(-1)?.url).toContain('/webhook-test/');
		await harness.endListening(tested);
		expect(await answersArrive(production)).toBe(true);
	});
});

describe('what is not genuine', () => {
	const answer = printedReport('answer-inbound');

	test.each(['wrong', '', 'x'.repeat(43), '%00', '__proto__'])(
		'a wrong key gets 404 and no word: %j',
		async (key) => {
			const trigger = await active();
			const reply = await post(urlOf(trigger, key), answer);
			expect(reply).toEqual({ status: 404, text: '' });
			expect(trigger.executions).toEqual([]);
		},
	);

	test('the right key with something behind it', async () => {
		const trigger = await active();
		expect((await post(`${urlOf(trigger)}x`, answer)).status).toBe(404);
		expect((await post(urlOf(trigger).slice(0, -1), answer)).status).toBe(404);
		expect((await post(urlOf(trigger), answer)).status).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	test('an address that is not allowed, whatever it claims to forward', async () => {
		const trigger = await active('VIP', { options: { allowedAddresses: '10.0.0.0/8' } });
		const headers = { 'X-Forwarded-For': '10.0.0.1', 'X-Real-IP': '10.0.0.1' };
		expect(await post(urlOf(trigger), answer, headers)).toEqual({ status: 404, text: '' });
		expect(trigger.executions).toEqual([]);
	});

	test('an address that is allowed', async () => {
		const trigger = await active('VIP', { options: { allowedAddresses: '10.1.1.1, 127.0.0.1' } });
		expect((await post(urlOf(trigger), answer)).status).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	test('another PBX than the first; reports without a number pass', async () => {
		const trigger = await active();
		expect((await post(urlOf(trigger), answer)).status).toBe(200);
		const other = answer.replace('a09805021987', 'b11111111111');
		expect(await post(urlOf(trigger), other)).toEqual({ status: 404, text: '' });
		expect((await post(urlOf(trigger), printedReport('ring-outbound'))).status).toBe(200);
		expect(trigger.executions).toHaveLength(2);
		await harness.deactivate(trigger);
		await harness.activate(trigger);
		expect((await post(urlOf(trigger), other)).status).toBe(200);
		expect(trigger.executions).toHaveLength(3);
	});

	test('more than 64 KiB', async () => {
		const trigger = await active();
		const long = answer.replace('ANSWER', 'ANSWER","x":"' + 'x'.repeat(65_536));
		expect(await post(urlOf(trigger), long)).toEqual({ status: 413, text: '' });
		expect(trigger.executions).toEqual([]);
	});

	test.each(['{}', '[]', 'null', '"BYE"', '{"action":"DTMF"}', '{"action":"BYE"}', '17'])(
		'%s is answered with 200 and starts nothing',
		async (body) => {
			const trigger = await active();
			expect((await post(urlOf(trigger), body)).status).toBe(200);
			expect(trigger.executions).toEqual([]);
		},
	);

	test('the key of a test listen is not the key of production', async () => {
		const trigger = await active();
		await harness.listen(trigger);
		const testKey = heartbeats().at(-1)?.url?.split('/').at(-1) ?? '';
		expect(testKey).toHaveLength(43);
		expect((await post(urlOf(trigger, testKey), answer)).status).toBe(404);
	});
});

describe('the address', () => {
	test.each([
		['https://n8n.example.com', 'is https, and a PBX reports over plain HTTP only'],
		['http://localhost:5678', 'is localhost, which means another machine to the PBX'],
		['http://[::1]:5678', 'is [::1], which means another machine to the PBX'],
	])('%s is refused in words', async (publicUrl, why) => {
		credential.save({ baseUrl: 'http://192.168.1.10:8088' });
		harness.publicUrl = publicUrl;
		const error = await refusal(harness.activate(workflow()));
		expect(error.message).toBe(`The PBX cannot reach n8n's webhook URL: it ${why}`);
		expect(error.description).toContain("'Report Address Override'");
		expect(simulator.counters.requests).toEqual({});
	});

	test('is what the user says, with the path of the webhook behind it', async () => {
		harness.publicUrl = 'https://n8n.example.com/automation';
		const trigger = await active('VIP calls', {
			options: { reportAddressOverride: harness.address },
		});
		expect(heartbeats().at(-1)?.url).toBe(
			`${harness.address}/webhook/${trigger.path}/${keyOf(trigger)}`,
		);
		harness.publicUrl = undefined;
		expect(await answersArrive(trigger)).toBe(true);
	});
});
