import { runManually, type Execution } from '../../tools/n8n/api/executions.cts';
import {
	createWorkflow,
	withCredential,
	type WorkflowRef,
} from '../../tools/n8n/api/workflows.cts';
import type { Trouble } from '../../simulator/http/faults.cts';
import './setup/environment.cts';
import { start } from './manualWorkflow.cts';
import { credentialFor, heardBy, onlyCallIsWith } from './simulatedPbx.cts';

// n8n's HTTP Request node runs the sign-in hook after every error, and sends the request once more if the
// hook gives anything. The order that failed may have been carried out.

const endpoint = 'extension/whisper';
let workflow: WorkflowRef;

function journalOf(path: string): string[] {
	return environment.simulator.journal
		.filter((one) => one.endpoint === path)
		.map(({ outcome }) => outcome);
}

function run(): Promise<Execution> {
	return runManually(environment.session, workflow, start);
}

beforeAll(async () => {
	const credential = await credentialFor('HTTP Request');
	const file = {
		name: 'HTTP Request',
		nodes: [
			{
				id: 'start',
				name: start,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'http',
				name: 'HTTP Request',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [260, 0],
				parameters: {
					method: 'POST',
					url: `${environment.simulator.url}/api/v0.0.1/${endpoint}`,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: 'pbxApi',
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '{"whisperer":"101","whisperedext":"106"}',
					options: { timeout: 2_000 },
				},
				credentials: { pbxApi: {} },
			},
		],
		connections: { [start]: { main: [[{ node: 'HTTP Request', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
	workflow = await createWorkflow(environment.session, withCredential(file, credential));
});

beforeEach(() => {
	environment.simulator.faults.clear();
	environment.simulator.journal.length = 0;
	onlyCallIsWith('106');
});

test('an order is signed with a session that n8n opens and stores', async () => {
	expect((await run()).status).toBe('success');
	expect(journalOf(endpoint)).toEqual(['Success']);
	expect(heardBy('106')).toContain('101');
});

test.each<[string, Trouble, string]>([
	['a reset', { kind: 'cutAfterActing' }, 'Success, then cutAfterActing'],
	['HTTP 500', { kind: 'httpStatus', status: 500 }, 'HTTP 500'],
	['a time-out', { kind: 'silence' }, 'Success, then silence'],
])('after %s, the order is not sent once more', async (_, trouble, outcome) => {
	await run();
	environment.simulator.journal.length = 0;
	onlyCallIsWith('106');
	environment.simulator.faults.add({ endpoint, trouble });

	expect((await run()).status).toBe('error');

	expect(journalOf(endpoint)).toEqual([outcome]);
	// The hook did ask whether the session lives, and did not sign in.
	expect(journalOf('deviceinfo/query')).toEqual(['Success']);
	expect(journalOf('login')).toEqual([]);
});
