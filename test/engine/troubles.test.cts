import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';

import type { Trouble } from '../../simulator/http/faults.cts';
import { startSimulator, type Simulator } from '../../simulator/simulator.cts';
import { CredentialStore } from './credentialStore.cts';
import { credentialFor, monitor, wires, type Wire } from './office.cts';
import { runNode, type NodeRun } from './runNode.cts';

let simulator: Simulator;
let credential: CredentialStore;

async function open(wire: Partial<Wire> = {}): Promise<void> {
	simulator = await startSimulator({
		protocol: wire.protocol,
		// A port that is used again must not meet what is known of the PBX before it.
		account: { username: 'api', password: randomUUID() },
	});
	simulator.pbx.startCall({ direction: 'inbound', from: '0151', to: '106' });
	credential = new CredentialStore({ data: credentialFor(simulator, wire) });
}

afterEach(async () => {
	await simulator.close();
});

async function whisper(timeout = 5): Promise<NodeRun> {
	return await runNode({ credential, parameters: monitor('whisper', '101', '106', { timeout }) });
}

/** What the user reads. */
const troubles: Array<[string, Trouble, string, string]> = [
	[
		'an overloaded PBX',
		{ kind: 'httpStatus', status: 503 },
		'The PBX answered with HTTP 503',
		'check before retrying',
	],
	[
		'a wrong path',
		{ kind: 'httpStatus', status: 404 },
		'This address has no PBX API (HTTP 404)',
		'with the version of its API',
	],
	[
		'a proxy that refuses',
		{ kind: 'httpStatus', status: 403 },
		'Something in front of the PBX refused the request (HTTP 403)',
		'proxy or firewall',
	],
	[
		'a proxy that wants a password',
		{ kind: 'httpStatus', status: 407 },
		'The PBX answered with HTTP 407',
		'Check that the address is the one of the PBX',
	],
	[
		'a redirect',
		{ kind: 'redirect', location: 'https://127.0.0.1:8088/other' },
		'The PBX redirects to https://127.0.0.1:8088',
		'Use the address https://127.0.0.1:8088',
	],
	[
		'a web page',
		{ kind: 'htmlPage' },
		'A web page answered, not the API of a PBX',
		'Check that the address is the one of the PBX',
	],
	[
		'an empty reply',
		{ kind: 'emptyBody' },
		'The PBX sent an empty reply',
		'Check that the address is the one of the PBX',
	],
	[
		'half a reply',
		{ kind: 'truncated' },
		'The PBX sent a reply that is not whole',
		'The PBX may have acted: check before retrying',
	],
	[
		'a silent PBX',
		{ kind: 'silence' },
		'The PBX did not answer within 0.5 s',
		'The PBX may have acted: check before retrying',
	],
	[
		'a broken connection',
		{ kind: 'cutAfterActing' },
		'broke before the reply was complete',
		'The PBX may have acted: check before retrying',
	],
];

// A sign-in waits 10 s for a silent PBX, whatever the Timeout of the node.
const quick = troubles.filter(([, { kind }]) => kind !== 'silence');

describe.each(wires)('$dataFormat over $protocol', (wire) => {
	test.each(troubles)('%s is explained', async (_what, trouble, message, description) => {
		await open(wire);
		expect((await whisper()).error).toBeUndefined();
		await simulator.pbx.hangUp('101');
		simulator.resetCounters();
		simulator.faults.add({ trouble });
		const run = await whisper(trouble.kind === 'silence' ? 0.5 : undefined);
		expect(run.error?.message).toContain(message);
		expect(run.error?.description).toContain(description);
		expect(simulator.counters.requests).toEqual({ 'extension/whisper': 1 });
	});

	test('a whole reply in the other format is read', async () => {
		await open(wire);
		simulator.faults.add({ endpoint: 'extension/whisper', trouble: { kind: 'wrongFormat' } });
		const run = await whisper();
		expect(run.outputs[0]?.[0]?.json).toMatchObject({ result: 'accepted' });
		expect(simulator.counters.requests).toMatchObject({ 'extension/whisper': 1 });
	});

	test.each(quick)('%s is explained when it meets the sign-in', async (_what, trouble, message) => {
		await open(wire);
		simulator.faults.add({ endpoint: 'login', trouble });
		const run = await whisper();
		expect(run.error?.message).toContain(message);
		expect(simulator.counters.requests).toEqual({ login: 1 });
	});
});

describe('replies made to do harm', () => {
	test.each(['entityBomb', 'externalEntity', 'prototypeTags', 'deepNesting'] as const)(
		'%s does none',
		async (attack) => {
			await open({ dataFormat: 'xml' });
			simulator.faults.add({
				endpoint: 'extension/whisper',
				trouble: { kind: 'hostileXml', attack },
			});
			const run = await whisper();
			expect(run.error ?? run.outputs[0]?.[0]?.json.result).toBeDefined();
			expect(JSON.stringify(run.outputs).length).toBeLessThan(1000);
			expect(Object.prototype).not.toHaveProperty('polluted');
			expect(Object.keys(Object.prototype)).toEqual([]);
		},
	);
});

describe('no PBX at the other end', () => {
	test('nothing listens', async () => {
		await open();
		const port = await freePort();
		credential.save({ baseUrl: `http://127.0.0.1:${port}` });
		const run = await whisper();
		expect(run.error?.message).toBe(
			`Nothing answers at http://127.0.0.1:${port}: the connection was refused`,
		);
	});

	test('an unknown host name', async () => {
		await open();
		credential.save({ baseUrl: 'http://pbx.invalid:8088' });
		const run = await whisper();
		expect(run.error?.message).toBe('The host name of http://pbx.invalid:8088 is not known');
	});

	test('a self-signed certificate, with the switch off', async () => {
		await open({ protocol: 'https' });
		credential.save({ ignoreSslIssues: false });
		const run = await whisper();
		expect(run.error?.message).toContain(`The certificate of ${simulator.url} is not trusted`);
		expect(run.error?.description).toContain("Turn on 'Ignore SSL Issues' in the credential");
		expect(simulator.counters.requests).toEqual({});
	});

	test('http where the PBX speaks https', async () => {
		await open({ protocol: 'https' });
		credential.save({ baseUrl: simulator.url.replace('https', 'http') });
		const run = await whisper();
		expect(run.error?.description).toContain(
			"Check http against https. Check 'Base URL' in the credential.",
		);
	});

	test.each([
		['', 'The address of the PBX is missing'],
		['192.168.1.10', 'The address of the PBX does not say whether to use https or http'],
		['192.168.1.10:8088', 'The address of the PBX does not say whether to use https or http'],
		['ftp://192.168.1.10', 'The address of the PBX is not a valid URL'],
		['https://user:pass@192.168.1.10', 'The address of the PBX is not a valid URL'],
	])('the Base URL %p', async (baseUrl, message) => {
		await open();
		credential.save({ baseUrl });
		const run = await whisper();
		expect(run.error?.message).toBe(message);
		expect(run.error?.description).toContain('https://192.168.1.10:8088');
	});

	test.each(['/', '/api', '/api/v0.0.1', '/api/v0.0.1/'])(
		'the Base URL with %s pasted behind it works',
		async (tail) => {
			await open();
			credential.save({ baseUrl: `${simulator.url}${tail}` });
			const run = await whisper();
			expect(run.error).toBeUndefined();
		},
	);
});

test('a cancelled execution stops waiting for the PBX', async () => {
	await open();
	expect((await whisper()).error).toBeUndefined();
	await simulator.pbx.hangUp('101');
	simulator.faults.add({ endpoint: 'extension/whisper', trouble: { kind: 'silence' } });
	const run = await runNode({ credential, parameters: monitor('whisper'), cancelAfter: 300 });
	expect(run.outputs).toEqual([]);
});

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const address = server.address();
	await new Promise((done) => server.close(done));
	return typeof address === 'object' && address ? address.port : 1;
}

test('what the kind of PBX does not offer is said with its name, and nothing is sent', async () => {
	await open();
	credential.save({ pbx: 'asterisk' });
	const parameters = { resource: 'callRecord', operation: 'getAll', returnAll: true, options: {} };
	const { error } = await runNode({ credential, parameters });
	expect(error?.message).toBe('Asterisk / FreePBX does not offer call records');
	expect(error?.description).toBe(
		'What each kind of PBX offers: https://github.com/n8n-nodes-pbx/n8n-nodes-pbx#operations',
	);
	expect(simulator.counters.requests).toEqual({});
});
