import type { Locator } from 'playwright-core';
import { bareTrigger, triggerNode } from '../../../tools/n8n/api/bareTrigger.cts';
import type { CredentialRef } from '../../../tools/n8n/api/credentials.cts';
import { type Editor, openEditor } from '../../../tools/n8n/api/editor.cts';
import { poll } from '../../../tools/poll.cts';
import { testOwner } from '../../../tools/n8n/api/rest.cts';
import type { WorkflowRef } from '../../../tools/n8n/api/workflows.cts';
import {
	closeNotices,
	openPicker,
	parametersAndOutput,
	pick,
	showAs,
} from '../editor/editorSteps.cts';
import '../setup/environment.cts';
import { credentialFor, customer } from '../simulatedPbx.cts';
import { screenshot } from '../editor/screenshot.cts';
import {
	activates,
	activationError,
	addressAnswers,
	imports,
	nextHeartbeat,
	removeTriggers,
	registeredAddress,
} from './triggerWorkflow.cts';

let editor: Editor;
let credential: CredentialRef;

beforeAll(async () => {
	editor = await openEditor(environment.chromium, environment.n8n.url, testOwner);
	credential = await credentialFor('PBX of the test listen');
});
afterEach(removeTriggers);
afterAll(() => editor?.close());

async function openTrigger(workflow: WorkflowRef): Promise<Locator> {
	const { page } = editor;
	await editor.openWorkflow(workflow);
	await page.locator(`[data-test-id="canvas-node"][data-node-name="${triggerNode}"]`).dblclick();
	const panel = page.getByTestId('ndv');
	await panel.waitFor();
	return panel;
}

test('a test listen shows the event of a call in the editor', async () => {
	const { page } = editor;
	const { pbx } = environment.simulator;
	pbx.dropEverything();
	const parameters = {
		events: ['callAnswered', 'callEnded', 'callRecord'],
		filters: { directions: ['inbound'], otherParty: '0151*' },
		options: {},
	};
	const workflow = await imports(bareTrigger('Listen', parameters), credential);

	const panel = await openTrigger(workflow);
	const registered = nextHeartbeat();
	await page.getByTestId('node-execute-button').first().click();
	await registered;
	await addressAnswers();
	await screenshot(page, 'trigger-listening', { parts: [panel] });

	pbx.startCall({ direction: 'inbound', from: customer, to: '106', answered: 'ringing' });
	pbx.pickUp('106');
	await page
		.getByTestId('node-run-status-success')
		.or(page.getByText('callAnswered'))
		.first()
		.waitFor();
	await page.getByText(customer).first().waitFor();

	await showAs(page, 'JSON');
	await page.getByText('"callAnswered"').first().waitFor();
	await closeNotices(page);
	await screenshot(page, 'trigger-event', { parts: parametersAndOutput(page), dark: true });
	const shown = await panel.innerText();
	expect(shown).toContain('callAnswered');
	expect(shown).toContain(customer);
	// The key of the address is secret.
	expect(shown).not.toContain('webhook-test');
});

test('the panel of an active workflow names the workflow that gets the events, and its address', async () => {
	const { page } = editor;
	const parameters = { events: ['callAnswered'], filters: {}, options: {} };
	const workflow = await activates(bareTrigger('Calls of a VIP', parameters), credential);
	const registered = registeredAddress();

	const panel = await openTrigger(workflow);

	const list = page.getByTestId('parameter-input-eventDelivery').getByRole('combobox');
	const { host } = new URL(`http://${registered}`);
	const shown = await poll(15_000, async () => {
		const value = await list.inputValue();
		return value.includes('gets') ? value : undefined;
	});
	expect(shown).toBe('Workflow "Calls of a VIP" gets the events');
	await list.click();
	const address = `${host}/… (${registered.length} characters)`;
	await page.getByText(/^Registered \d+ s ago for "PBX Trigger" of /).waitFor();
	await page.getByText(` of the workflow "Calls of a VIP" at ${address}`).waitFor();
	await screenshot(page, 'trigger-address', { parts: [panel] });
	expect(await page.content()).not.toContain(registered.split('/').at(-1));
	expect(await panel.innerText()).toContain('Event Delivery');
});

test('the panel of a workflow that could not be published says why', async () => {
	const { page } = editor;
	const events = ['callAnswered'];
	const options = { allowedAddresses: 'pbx.lan' };
	const parameters = { events, filters: {}, options };
	const workflow = await imports(bareTrigger('Not published', parameters), credential);
	expect(await activationError(workflow)).toContain('pbx.lan');

	await openTrigger(workflow);

	const list = page.getByTestId('parameter-input-eventDelivery').getByRole('combobox');
	const shown = await poll(15_000, async () => {
		const value = await list.inputValue();
		return value.startsWith('Not') ? value : undefined;
	});
	expect(shown).toBe(
		"Not published: 'Allowed PBX Addresses' contains an invalid IP address: pbx.lan",
	);
	await list.click();
	await page
		.getByText(/Refused \d+ s ago: "PBX Trigger" of the workflow "Not published"$/)
		.waitFor();
});

test('a filter of the trigger is filled from the extensions of the PBX', async () => {
	const { page } = editor;
	const parameters = {
		events: ['callAnswered'],
		filters: { extensions: { __rl: true, mode: 'list', value: '' } },
		options: {},
	};
	const workflow = await imports(bareTrigger('Filter', parameters), credential);
	await openTrigger(workflow);
	await openPicker(page, 'extensions');
	await pick(page, /^106 – Alice$/);
	const picker = page.getByTestId('resource-locator-extensions').getByTestId('rlc-input');
	expect(await picker.inputValue()).toBe('106 – Alice');
});
