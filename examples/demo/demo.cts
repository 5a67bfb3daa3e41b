import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Simulator } from '../../simulator/simulator.cts';
import { cacheFolder } from '../../test/n8n/cacheFolder.cts';
import { testCredential } from '../../test/n8n/credentials.cts';
import type { N8n } from '../../test/n8n/n8n.cts';
import { startWithOurPackage } from '../../test/n8n/ourPackage.cts';
import { stopOwnProcesses } from '../../test/n8n/ownProcess.cts';
import { createPbxCredential } from '../../test/n8n/pbxCredential.cts';
import { type Owner, RestSession } from '../../test/n8n/rest.cts';
import { callWebhook } from '../../test/n8n/webhook.cts';
import {
	agent,
	callOfTheAgent,
	customer,
	openOffice,
	supervisor,
	whisperHeard,
} from './office.cts';
import { readOptions, usage } from './options.cts';
import { importExamples } from './workflows.cts';

const owner: Owner = {
	email: 'demo@pbx.example',
	firstName: 'Demo',
	lastName: 'Owner',
	password: 'Whisper-demo-1',
};

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

async function prepare(n8n: N8n, { url, account }: Simulator): Promise<void> {
	const session = await RestSession.setUpOwner(n8n.url, owner);
	const credential = await createPbxCredential(session, 'PBX API', { baseUrl: url, ...account });
	const verdict = await testCredential(session, credential);
	if (verdict.status === 'Error')
		throw new Error(`n8n's test of the credential: ${verdict.message}`);
	say(`The credential "PBX API" is in n8n; its test says: ${verdict.message}`);
	for (const { name } of await importExamples(session, credential)) {
		say(`Imported and activated: ${name}`);
	}
}

async function fireEvent(n8n: N8n, simulator: Simulator): Promise<void> {
	const event = { supervisor, agent };
	say('');
	say(`The CRM posts ${JSON.stringify(event)} to ${n8n.url}/webhook/crm-event`);
	const answer = await callWebhook(n8n.url, 'crm-event', event);
	say(`The workflow answers ${answer.status}: ${JSON.stringify(answer.body)}`);
	const whispering = await whisperHeard(simulator);
	say('On the phones of the PBX:');
	for (const sentence of callOfTheAgent(simulator)) say(`  ${sentence}`);
	if (whispering === undefined) {
		throw new Error(`${supervisor} does not whisper to ${agent}. The log of n8n: ${n8n.log}`);
	}
	say('');
	say(`It worked: ${supervisor} now whispers to ${agent}; the customer hears only ${agent}.`);
}

function invite({ n8n, simulator: { url, controlUrl } }: Scene): void {
	say('');
	say(`n8n's editor   ${n8n.url}`);
	say(`  e-mail       ${owner.email}`);
	say(`  password     ${owner.password}`);
	say(`simulated PBX  ${url}`);
	say(`its phones     ${controlUrl} (open it to see what they can do)`);
	say('Ctrl-C ends everything.');
}

interface Scene {
	n8n: N8n;
	simulator: Simulator;
}

async function play(): Promise<Scene> {
	const simulator = await openOffice();
	say(`A simulated PBX is up. On its phones: ${callOfTheAgent(simulator).join('; ')}`);
	say(`  (${customer} is the customer, ${agent} the agent, ${supervisor} their supervisor)`);
	const log = join(cacheFolder(), 'demo.log');
	rmSync(log, { force: true });
	const n8n = await startWithOurPackage(say, { log });
	await prepare(n8n, simulator);
	await fireEvent(n8n, simulator);
	return { n8n, simulator };
}

/** The first Ctrl-C ends everything in order, the second at once. */
function ctrlC(): Promise<'ctrlC'> {
	return new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) {
			process.once(signal, () => {
				process.once(signal, () => process.exit(130));
				resolve('ctrlC');
			});
		}
	});
}

async function main(): Promise<number> {
	const options = readOptions(process.argv.slice(2));
	if (options.action === 'help') {
		say(usage);
		return 0;
	}
	const interrupted = ctrlC();
	try {
		const scene = await Promise.race([play(), interrupted]);
		if (scene === 'ctrlC') return 130;
		if (options.afterwards === 'end') return 0;
		invite(scene);
		await interrupted;
		say('\nEnding n8n and the simulated PBX …');
		return 0;
	} finally {
		await stopOwnProcesses();
	}
}

main().then(
	(code) => process.exit(code),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exit(1);
	},
);
