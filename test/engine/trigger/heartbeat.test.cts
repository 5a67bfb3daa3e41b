import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { startSimulator, type Simulator } from '../../../simulator/simulator.cts';
import { printedReport } from '../../pbx/drivers/openvox/wire/printedReports.cts';
import { CredentialStore } from '../credentialStore.cts';
import { credentialFor } from '../office.cts';
import { TriggerHarness, TriggerWorkflow } from './triggerHarness.cts';

let simulator: Simulator;
let credential: HangingStore;
let harness: TriggerHarness;

/** n8n whose database may not answer when a node reads the credential. */
class HangingStore extends CredentialStore {
	hangs = false;

	override async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		return this.hangs ? await new Promise(() => {}) : await super.getDecrypted();
	}
}

beforeEach(async () => {
	simulator = await startSimulator();
	credential = new HangingStore({ data: credentialFor(simulator) });
	harness = new TriggerHarness();
	await harness.open();
});

afterEach(async () => {
	jest.restoreAllMocks();
	await harness.close();
	await simulator.close();
});

async function active(name: string, parameters: INodeParameters = {}): Promise<TriggerWorkflow> {
	const trigger = new TriggerWorkflow(harness, { name, credential, parameters });
	await harness.activate(trigger);
	return trigger;
}

async function post(trigger: TriggerWorkflow, body: string, key = trigger.reportKey) {
	const response = await fetch(`http://${harness.address}/webhook/${trigger.path}/${key}`, {
		method: 'POST',
		body,
		headers: { 'Content-Type': 'application/json' },
	});
	return { status: response.status, text: await response.text() };
}

function heartbeats(): number {
	return simulator.counters.requests.heartbeat ?? 0;
}

function logged(part: string): string[] {
	return harness.log.filter((line) => line.includes(part));
}

const conflict = 'The PBX already sends its events to "PBX Trigger" of the workflow "First"';

describe('a registration whose webhook n8n does not serve', () => {
	test.each(['removed', 'served'] as const)(
		'is dropped and logged once; another workflow is not refused (webhook %s)',
		async (webhook) => {
			const first = await active('First');
			harness.otherTriggerFailed(first, webhook);
			await expect(active('Second')).rejects.toThrow(conflict);
			const before = heartbeats();
			await harness.tick(first);
			await harness.tick(first);
			expect(heartbeats()).toBe(before);
			expect(logged('is dropped')).toEqual([
				expect.stringMatching(/^warn PBX Trigger: n8n does not serve the webhook of .*"First"/),
			]);
			const second = await active('Second');
			expect(heartbeats()).toBe(before + 1);
			expect(logged('takes over')).toHaveLength(1);
			await harness.tick(first);
			await harness.tick(first);
			expect(heartbeats()).toBe(before + 1);
			expect(logged('gets no more events')).toEqual([expect.stringContaining('"Second"')]);
			await harness.tick(second);
			expect(heartbeats()).toBe(before + 2);
		},
	);

	test('has the events again when n8n serves it again', async () => {
		const first = await active('First');
		harness.otherTriggerFailed(first);
		await harness.tick(first);
		const before = heartbeats();
		harness.removed.clear();
		first.isActive = true;
		await harness.tick(first);
		expect(heartbeats()).toBe(before + 1);
		expect(logged('again.')).toEqual([expect.stringMatching(/^info PBX Trigger: n8n serves/)]);
		await expect(active('Second')).rejects.toThrow(conflict);
	});
});

describe('a registration whose webhook n8n cannot reach', () => {
	test('keeps its heartbeat; the newest activation wins after two beats, and both log it', async () => {
		harness.publicUrl = 'http://127.0.0.1:1';
		const first = await active('First');
		await harness.tick(first);
		await expect(active('Second')).rejects.toThrow(conflict);
		await harness.tick(first);
		expect(heartbeats()).toBe(3);
		expect(logged('does not reach its own webhook')).toHaveLength(1);
		const second = await active('Second');
		expect(logged('"Second" takes over')).toHaveLength(1);
		await harness.tick(first);
		expect(logged('"First" gets no more events')).toHaveLength(1);
		expect(heartbeats()).toBe(4);
		await harness.tick(second);
		expect(heartbeats()).toBe(5);
	});

	test.each([
		['404 of a proxy', 404, '<html>Not Found</html>'],
		['404 without a body', 404, ''],
		['a sign-in page', 200, '<html>Sign in</html>'],
		['a redirect', 302, ''],
		['an error', 502, '{"code":502,"message":"Bad Gateway"}'],
	])('is not dropped for %s', async (_what, status, body) => {
		const proxy = createServer((_request, response) => response.writeHead(status).end(body));
		harness.publicUrl = `http://127.0.0.1:${await listen(proxy)}`;
		const first = await active('First');
		await harness.tick(first);
		await harness.tick(first);
		expect(heartbeats()).toBe(3);
		expect(logged('is dropped')).toEqual([]);
		await new Promise((resolve) => proxy.close(resolve));
	});

	test('is found at the report address, where n8n only reaches that one', async () => {
		harness.publicUrl = 'https://127.0.0.1:1';
		const options = { reportAddressOverride: harness.address };
		const first = await active('First', { options });
		await harness.tick(first);
		await harness.tick(first);
		await harness.tick(first);
		expect(logged('does not reach')).toEqual([]);
		await expect(active('Second', { options })).rejects.toThrow(conflict);
	});
});

describe('the look for the own webhook', () => {
	test('starts no workflow, sends nothing to the PBX, and passes the allowed addresses', async () => {
		const first = await active('First', { options: { allowedAddresses: '10.1.1.1' } });
		simulator.resetCounters();
		await harness.tick(first);
		expect(simulator.counters.requests).toEqual({ heartbeat: 1 });
		expect(first.executions).toEqual([]);
		expect(logged('warn')).toEqual([]);
		expect((await post(first, printedReport('answer-inbound'))).status).toBe(404);
	});

	test('needs the key', async () => {
		const first = await active('First');
		const question = '{"check":"n8n-nodes-pbx"}';
		expect(await post(first, question, 'wrong')).toEqual({ status: 404, text: '' });
		expect(await post(first, question)).toEqual({ status: 200, text: 'n8n-nodes-pbx: active' });
	});
});

describe('a heartbeat that is held up', () => {
	test('is given up and logged, and the next one runs', async () => {
		const first = await active('First');
		const before = heartbeats();
		credential.hangs = true;
		const beat = harness.tick(first);
		await letTimePass(60_000);
		await beat;
		expect(logged('heartbeat failed')).toEqual([
			expect.stringContaining('The heartbeat took longer than 45 seconds and was given up'),
		]);
		credential.hangs = false;
		await harness.tick(first);
		expect(heartbeats()).toBe(before + 1);
		expect(logged('heartbeat recovered')).toHaveLength(1);
	});

	test('by a PBX that drips does not end the reports', async () => {
		const first = await active('First');
		const sockets = new Set<Socket>();
		const drip = createServer((_request, response) => {
			response.writeHead(200, { 'Content-Type': 'application/json' });
			const dripping = setInterval(() => response.write(' '), 50);
			response.on('close', () => clearInterval(dripping));
		});
		drip.on('connection', (socket) => sockets.add(socket));
		credential.row.data = {
			...credential.row.data,
			baseUrl: `http://127.0.0.1:${await listen(drip)}`,
		};
		const beat = harness.tick(first);
		await new Promise((resolve) => drip.once('request', resolve));
		await letTimePass(60_000);
		await beat;
		expect(logged('heartbeat failed')).toHaveLength(1);
		credential.row.data = { ...credential.row.data, baseUrl: simulator.url };
		const before = heartbeats();
		await harness.tick(first);
		expect(heartbeats()).toBeGreaterThan(before);
		expect(logged('heartbeat recovered')).toHaveLength(1);
		for (const socket of sockets) socket.destroy();
		await new Promise((resolve) => drip.close(resolve));
	});

	/** Waits until the beat has found its webhook, then moves the process's own clock. */
	async function letTimePass(ms: number): Promise<void> {
		await new Promise((resolve) => setTimeout(resolve, 300));
		const clock = performance.now.bind(performance);
		jest.spyOn(performance, 'now').mockImplementation(() => clock() + ms);
	}
});

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}
