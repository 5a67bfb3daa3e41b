import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../../simulator/simulator.cts';
import type { Trouble } from '../../simulator/http/faults.cts';
import {
	changeCredential,
	credentialInEditor,
	testCredential,
	type CredentialRef,
} from '../../tools/n8n/api/credentials.cts';
import { executionsOf, readExecution, runManually } from '../../tools/n8n/api/executions.cts';
import { listSearch } from '../../tools/n8n/api/listSearch.cts';
import './setup/environment.cts';
import { pbxNode, pbxWorkflow, start } from './manualWorkflow.cts';
import { credentialFor } from './simulatedPbx.cts';

// Every secret is a text of its own that is searched for, in everything n8n and the simulator wrote or
// answered, after every kind of success and failure.

const tokens: string[] = [];
const log: string[] = [];
const shown: string[] = [];

let pbx: Simulator;
let credential: CredentialRef;

beforeAll(async () => {
	pbx = await startSimulator({
		account: { username: 'canary-user', password: 'PasswordCanary-7f3b' },
		log: (line) => log.push(line),
		newToken() {
			const token = randomBytes(16).toString('hex');
			tokens.push(token);
			return token;
		},
	});
	pbx.pbx.startCall({ direction: 'inbound', from: '0151234567', to: '106' });
	credential = await credentialFor('Canaries', { baseUrl: pbx.url, ...pbx.account });
});

afterAll(async () => {
	await pbx.close();
});

const byNumber = (value: string) => ({ __rl: true, mode: 'number', value });

const whisper = {
	resource: 'monitoring',
	operation: 'whisper',
	supervisorExtension: byNumber('101'),
	monitoredExtension: byNumber('106'),
	waitForAnswer: 0,
	options: { timeout: 1 },
};

const everyExtension = { resource: 'extension', operation: 'getAll', returnAll: true, options: {} };

/** Runs the node and keeps all that n8n stored and answered about it. */
async function run(parameters: Record<string, unknown>): Promise<void> {
	const workflow = await pbxWorkflow('Canaries', credential, parameters);
	const execution = await runManually(environment.session, workflow, start);
	shown.push(execution.stored, JSON.stringify(execution.outputs(pbxNode) ?? []));
	const stored = await executionsOf(environment.session, workflow);
	for (const { id } of stored) shown.push((await readExecution(environment.session, id)).stored);
	await pbx.pbx.hangUp('101');
}

const troubles: Trouble[] = [
	{ kind: 'silence' },
	{ kind: 'cutAfterActing' },
	{ kind: 'httpStatus', status: 500 },
	{ kind: 'redirect', location: 'http://127.0.0.1:9/elsewhere' },
	{ kind: 'htmlPage' },
	{ kind: 'truncated' },
	{ kind: 'errno', errno: '20006' },
	{ kind: 'errno', errno: '47110' },
];

test('secrets stay where they belong, whatever happens', async () => {
	await run(whisper);
	await run(everyExtension);
	for (const trouble of troubles) {
		for (const endpoint of ['extension/whisper', 'login']) {
			if (endpoint === 'login') pbx.restart('apiService');
			if (endpoint === 'login' && trouble.kind === 'silence') continue;
			pbx.faults.add({ endpoint, trouble });
			await run(whisper);
			pbx.faults.clear();
			// A sign-in that went wrong is asked about for a second before it is tried again.
			if (endpoint === 'login') await new Promise((done) => setTimeout(done, 1100));
		}
	}
	expect(pbx.counters.requests.login).toBeGreaterThan(troubles.length);
	for (const method of ['searchSupervisors', 'searchMonitored', 'searchExtensions']) {
		const question = {
			node: { name: 'n8n-nodes-pbx.pbx', version: 1 },
			path: 'parameters.supervisorExtension',
			method,
			credential,
		};
		shown.push(JSON.stringify(await listSearch(environment.session, question)));
	}
	shown.push(JSON.stringify(await testCredential(environment.session, credential)));
	shown.push(JSON.stringify(await credentialInEditor(environment.session, credential)));
	await changeCredential(environment.session, credential, { password: 'WrongCanary-99aa' });
	shown.push(JSON.stringify(await testCredential(environment.session, credential)));
	await run(whisper);

	const md5 = (text: string) => createHash('md5').update(text).digest('hex');
	const secrets = [
		pbx.account.password,
		md5(pbx.account.password),
		'WrongCanary-99aa',
		md5('WrongCanary-99aa'),
		...tokens,
		...(await pbx.pbx.extensions()).flatMap((each) => [
			each.registerPassword,
			each.userPassword,
			each.voicemailPin,
		]),
	];
	expect(tokens.length).toBeGreaterThan(4);
	expect(new Set(secrets).size).toBe(secrets.length);

	// The search itself finds what is there.
	const written = writtenByN8n();
	expect(placesOf('Canaries', written)).not.toEqual([]);
	expect(shown.join('')).toContain('Zoë & Søn');
	expect(log.join('\n')).toContain('whisper 101 -> 106');

	// With the secret beside the place, so that a failure shows which one got out.
	const found = secrets.flatMap((secret) => [
		...placesOf(secret, written).map((file) => ({ secret, in: file })),
		...shown.filter((text) => text.includes(secret)).map((text) => ({ secret, in: text })),
		...log.filter((line) => line.includes(secret)).map((line) => ({ secret, in: line })),
		...(JSON.stringify(pbx.journal).includes(secret) ? [{ secret, in: 'the journal' }] : []),
	]);
	expect(found).toEqual([]);
});

/** n8n's database, its log, its settings: everything it wrote. */
function writtenByN8n(): string[] {
	const folder = join(environment.n8n.userFolder, '.n8n');
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => !file.startsWith('nodes'))
		.map((file) => join(folder, file))
		.filter((file) => statSync(file).isFile());
	return [...files, environment.n8n.logFile];
}

function placesOf(text: string, files: string[]): string[] {
	return files.filter((file) => readFileSync(file).includes(text));
}
