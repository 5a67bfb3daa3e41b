import { startSimulator, type YeastarPSimulator } from '../../simulator/simulator.cts';
import {
	changeCredential,
	createCredential,
	testCredential,
	type CredentialRef,
} from '../../tools/n8n/api/credentials.cts';
import { bareTrigger, triggerNode } from '../../tools/n8n/api/bareTrigger.cts';
import { openEditor, type Editor } from '../../tools/n8n/api/editor.cts';
import { newestExecution, runManually } from '../../tools/n8n/api/executions.cts';
import { testOwner } from '../../tools/n8n/api/rest.cts';
import {
	activateWorkflow,
	deactivateWorkflow,
	createWorkflow,
	withCredential,
} from '../../tools/n8n/api/workflows.cts';
import { poll } from '../../tools/poll.cts';
import { chooseFamily, credentialDialog, openNewCredential } from './editor/editorSteps.cts';
import { screenshot } from './editor/screenshot.cts';
import { pbxNode, pbxWorkflow, start } from './manualWorkflow.cts';
import './setup/environment.cts';
import { removeTriggers } from './trigger/triggerWorkflow.cts';

// A P-Series that is simulated, in a real n8n: no such box was at hand.

const customer = '0151234567';
const minute = 60_000;

let simulator: YeastarPSimulator;
let credential: CredentialRef;
let editor: Editor | undefined;

beforeAll(async () => {
	simulator = await startSimulator({ family: 'yeastarP' });
	// n8n may have closed the idle connection of the set-up, on which this request would go out.
	await fetch(environment.n8n.url).catch(() => undefined);
});

let count = 0;

beforeEach(async () => {
	simulator.pbx.dropEverything();
	simulator.restart('apiService');
	simulator.unlock();
	simulator.faults.clear();
	count += 1;
	const { url, account } = simulator;
	credential = await createCredential(environment.session, {
		name: `P-Series ${count}`,
		type: 'pbxApi',
		data: {
			pbx: 'yeastarP',
			baseUrl: url,
			clientId: account.username,
			clientSecret: account.password,
			// Another one makes a credential that n8n has learnt nothing about yet.
			webhookSecrets: `unused${count}`,
			ignoreSslIssues: false,
		},
	});
	simulator.resetCounters();
});

afterEach(removeTriggers);

afterAll(async () => {
	await editor?.close();
	await simulator.close();
});

function requests(): Record<string, number> {
	return simulator.counters.requests;
}

describe('the credential test', () => {
	const press = () => testCredential(environment.session, credential);

	test('is green after one sign-in, and green without one while the session lives', async () => {
		expect(await press()).toMatchObject({ status: 'OK' });
		expect(requests()).toMatchObject({ get_token: 1 });
		simulator.resetCounters();
		expect(await press()).toMatchObject({ status: 'OK' });
		expect(requests()).not.toHaveProperty('get_token');
		expect(requests()['system/information']).toBeGreaterThan(0);
	});

	test('is green when the session has expired, after one refresh', async () => {
		await press();
		simulator.clock.advance(31 * minute);
		simulator.resetCounters();
		expect(await press()).toMatchObject({ status: 'OK' });
		expect(requests()).toMatchObject({ refresh_token: 1 });
		expect(requests()).not.toHaveProperty('get_token');
	});

	test('is red with a wrong secret, after one sign-in however often it is pressed', async () => {
		await changeCredential(environment.session, credential, { clientSecret: 'wrong' });
		for (let presses = 0; presses < 3; presses += 1) {
			const verdict = await press();
			expect(verdict).toMatchObject({ status: 'Error' });
			expect(verdict.message).toContain('Wrong Client ID or Client Secret');
			expect(verdict.message).toContain("Check 'Client Secret' in the credential");
		}
		expect(requests()['get_token']).toBe(1);
	});

	test('is red while the address is blocked, and says how long', async () => {
		for (const clientSecret of ['wrong 1', 'wrong 2', 'wrong 3', 'wrong 4', 'wrong 5']) {
			await changeCredential(environment.session, credential, { clientSecret });
			await press();
		}
		const { password: clientSecret } = simulator.account;
		await changeCredential(environment.session, credential, { clientSecret });
		expect((await press()).message).toMatch(/has blocked the address of n8n .*, for \d+ s/);
	});

	test('is red when the PBX has no place left', async () => {
		for (let place = 0; place < 8; place += 1) {
			await fetch(`${simulator.url}/openapi/v1.0/get_token`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json', 'User-Agent': 'OpenAPI' },
				body: JSON.stringify(simulator.account),
			});
		}
		expect((await press()).message).toContain('it has at most eight at a time');
	});

	test('is red when the PBX signs in and refuses the query, with the reason', async () => {
		simulator.faults.add({
			endpoint: 'system/information',
			trouble: { kind: 'errno', errno: '10005' },
			requests: 50,
		});
		const verdict = await press();
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toContain('The PBX does not permit this request to the API');
	});

	test('is red where nothing answers', async () => {
		await changeCredential(environment.session, credential, { baseUrl: 'http://127.0.0.1:9' });
		expect((await press()).message).toContain('Nothing answers at http://127.0.0.1:9');
	});
});

const whisper = {
	resource: 'monitoring',
	operation: 'whisper',
	supervisorExtension: { __rl: true, mode: 'number', value: '101' },
	monitoredExtension: { __rl: true, mode: 'number', value: '106' },
	waitForAnswer: 0,
	options: {},
};

test('a whisper puts the supervisor on the call, unheard by the customer', async () => {
	simulator.pbx.startCall({ direction: 'inbound', from: customer, to: '106' });
	const workflow = await pbxWorkflow('P-Series whisper', credential, whisper);
	const { outputs } = await runManually(environment.session, workflow, start);
	expect(outputs(pbxNode)?.[0]?.[0]?.json).toMatchObject({
		result: 'accepted',
		call: { direction: 'inbound', otherParty: customer },
	});
	expect(requests()).toMatchObject({ 'call/query': 1, 'call/listen': 1 });
	const hears = (listener: string) =>
		[
			...(simulator.pbx.whoHearsWhom().find((one) => one.listener === listener)?.hears ?? []),
		].sort();
	expect(hears('106')).toEqual([customer, '101']);
	expect(hears(customer)).toEqual(['106']);
});

test('a refusal leaves by the error output', async () => {
	const file = bareTrigger('unused', {});
	const workflow = await createWorkflow(
		environment.session,
		withCredential(
			{
				...file,
				name: 'P-Series error output',
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
						id: 'pbx',
						name: pbxNode,
						type: 'n8n-nodes-pbx.pbx',
						typeVersion: 1,
						position: [260, 0],
						parameters: whisper,
						onError: 'continueErrorOutput',
						credentials: { pbxApi: {} },
					},
				],
				connections: { [start]: { main: [[{ node: pbxNode, type: 'main', index: 0 }]] } },
			},
			credential,
		),
	);
	const { outputs } = await runManually(environment.session, workflow, start);
	expect(outputs(pbxNode)?.[1]?.[0]?.json).toMatchObject({
		error: 'Extension 106 is not in a call',
	});
});

const events = {
	family: 'yeastarP',
	events: ['callAnswered', 'callEnded'],
	filters: { otherParty: '0151*' },
	options: {},
};

/** A customer calls an agent, who picks up. */
function callIsAnswered(): void {
	simulator.pbx.startCall({ direction: 'inbound', from: customer, to: '106', answered: 'ringing' });
	simulator.pbx.pickUp('106');
}

async function answersWith(address: string, wanted: number): Promise<true | undefined> {
	return await poll(30_000, async () => {
		const { status } = await fetch(address, { method: 'POST', body: '{}' });
		return status === wanted ? true : undefined;
	});
}

test('a signed event starts the workflow at the address that was entered, also after it is published again', async () => {
	const file = bareTrigger(`P-Series trigger ${count}`, events);
	const workflow = await createWorkflow(environment.session, withCredential(file, credential));
	const webhookId = String(file.nodes[0]?.['webhookId']);
	const address = `${environment.n8n.url}/webhook/${webhookId}`;
	const added = simulator.webhooks.add(address);
	if (typeof added === 'string') throw new Error(added);
	await changeCredential(environment.session, credential, { webhookSecrets: added.secret });
	for (const round of [1, 2]) {
		await activateWorkflow(environment.session, workflow);
		expect(await answersWith(address, 200)).toBe(true);
		callIsAnswered();
		const execution = await newestExecution(environment.session, workflow, round);
		const item = execution.outputs(triggerNode)?.[0]?.[0]?.json;
		expect(item).toMatchObject({ event: 'callAnswered', from: customer, extensions: ['106'] });
		simulator.pbx.dropEverything();
		await deactivateWorkflow(environment.session, workflow);
		// n8n goes on serving the address for a moment.
		expect(await answersWith(address, 404)).toBe(true);
	}
	// The PBX itself was asked nothing.
	expect(requests()).toEqual({});
	expect(simulator.deliveries.filter(({ to }) => to.includes(webhookId)).length).toBeGreaterThan(0);
});

describe('the editor', () => {
	beforeAll(async () => {
		editor = await openEditor(environment.chromium, environment.n8n.url, testOwner);
	});

	test('has the fields of a P-Series in the credential', async () => {
		const { page } = editor as Editor;
		await openNewCredential(page);
		await chooseFamily(page, 'Yeastar P-Series');
		const { url, account } = simulator;
		const filled = {
			baseUrl: url,
			clientId: account.username,
			clientSecret: account.password,
		};
		for (const [field, value] of Object.entries(filled)) {
			await page.getByTestId(`parameter-input-${field}`).locator('input').fill(value);
		}
		await page
			.getByTestId('parameter-input-webhookSecrets')
			.locator('textarea')
			.fill('mvM5JZeCqxDCMUdpgGzCTPGGbOcOouDr\nqnIdTBxyGgn2LckZrFw7IVeTRMJf3XfM');
		await page.getByTestId('credential-save-button').click();
		await page.getByTestId('credentials-config-container-test-success').waitFor();
		await screenshot(page, 'credential-yeastar-p', { parts: credentialDialog(page) });
		await page.getByTestId('parameter-input-ignoreSslIssues').scrollIntoViewIfNeeded();
		await screenshot(page, 'credential-yeastar-p-secrets', { parts: credentialDialog(page) });
	});

	test('shows the address to enter on the PBX, and what to tick there', async () => {
		const { page } = editor as Editor;
		const file = bareTrigger(`P-Series panel ${count}`, events);
		const workflow = await createWorkflow(environment.session, withCredential(file, credential));
		await page.goto(`${environment.n8n.url}/workflow/${workflow.id}`);
		await page.locator(`[data-test-id="canvas-node"][data-node-name="${triggerNode}"]`).dblclick();
		const panel = page.getByTestId('ndv');
		await panel.waitFor();
		await panel.getByText('Webhook URLs', { exact: true }).click();
		await panel.getByText('Production URL').first().click();
		await panel
			.getByText(`/webhook/${String(file.nodes[0]?.['webhookId'])}`)
			.first()
			.waitFor();
		await panel.getByText('(30011)').waitFor();
		await screenshot(page, 'trigger-yeastar-p', { parts: [panel] });
		const shown = await panel.innerText();
		expect(shown).toContain('Webhook Event Push');
	});
});
