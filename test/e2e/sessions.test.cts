import { changeCredential, testCredential } from '../../tools/n8n/api/credentials.cts';
import { executionsOf, runManually } from '../../tools/n8n/api/executions.cts';
import './setup/environment.cts';
import { importExample, removeExamples } from './examples/importedExample.cts';
import { pbxNode, pbxWorkflow, start } from './manualWorkflow.cts';
import { credentialFor, heardBy, onlyCallIsWith } from './simulatedPbx.cts';

const allExtensions = { resource: 'extension', operation: 'getAll', returnAll: true, options: {} };

function signIns(): number {
	return environment.simulator.counters.signIns.accepted;
}

beforeEach(() => {
	environment.simulator.restart('apiService');
	environment.simulator.resetCounters();
});

afterEach(removeExamples);

test('a second n8n process uses the session that the first one stored', async () => {
	const workflow = await pbxWorkflow(
		'Shared session',
		await credentialFor('Shared'),
		allExtensions,
	);

	const first = await runManually(environment.session, workflow, start);
	expect(first.status).toBe('success');
	expect(first.outputs(pbxNode)?.[0]?.map(({ json }) => json['number'])).toContain('0101');
	expect(signIns()).toBe(1);

	const second = await environment.n8n.executeInSecondProcess(workflow.id);
	expect(second.result).toBe('done');
	const executions = await executionsOf(environment.session, workflow);
	expect(executions.map(({ mode, status }) => `${mode} ${status}`)).toEqual([
		'cli success',
		'manual success',
	]);
	expect(signIns()).toBe(1);
});

test('two processes that begin together sign in once each at most', async () => {
	const workflow = await pbxWorkflow('Together', await credentialFor('Together'), allExtensions);

	const second = environment.n8n.executeInSecondProcess(workflow.id);
	const first = await runManually(environment.session, workflow, start);

	expect(first.status).toBe('success');
	expect((await second).result).toBe('done');
	expect(signIns()).toBeLessThanOrEqual(2);
});

test('a restarted n8n goes on with its workflows and its session', async () => {
	const example = await importExample('crm-event-whisper.json', await credentialFor('Restart'));
	onlyCallIsWith('106');
	await example.post({ supervisor: '101', agent: '106' });
	const before = signIns();

	await environment.n8n.restart();
	onlyCallIsWith('106');
	const answer = await example.post({ supervisor: '101', agent: '106' });

	expect(answer.status).toBe(200);
	expect(heardBy('106')).toContain('101');
	expect(signIns()).toBe(before);
});

test('a PBX that forgot its sessions is signed in to again, and no command is sent twice', async () => {
	const example = await importExample('crm-event-whisper.json', await credentialFor('Forgot'));
	onlyCallIsWith('106');
	await example.post({ supervisor: '101', agent: '106' });

	environment.simulator.restart('apiService');
	environment.simulator.resetCounters();
	environment.simulator.journal.length = 0;
	onlyCallIsWith('106');
	const answer = await example.post({ supervisor: '101', agent: '106' });

	expect(answer.status).toBe(200);
	expect(heardBy('106')).toContain('101');
	expect(signIns()).toBe(1);
	const whispers = environment.simulator.journal.filter(
		(one) => one.endpoint === 'extension/whisper',
	);
	expect(whispers.filter(({ outcome }) => outcome === 'Success')).toHaveLength(1);
});

test("n8n's test of the credential is green, and red for a wrong password although a session is open", async () => {
	const credential = await credentialFor('Tested');
	expect(await testCredential(environment.session, credential)).toMatchObject({ status: 'OK' });

	await changeCredential(environment.session, credential, { password: 'wrong' });
	expect(await testCredential(environment.session, credential)).toMatchObject({ status: 'Error' });
	environment.simulator.unlock();
});
