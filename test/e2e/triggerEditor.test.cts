import type { CredentialRef } from '../n8n/credentials.cts';
import { type Editor, openEditor } from '../n8n/editor.cts';
import { testOwner } from '../n8n/rest.cts';
import './house.cts';
import { credentialFor } from './pbxCredential.cts';
import { customer } from './phones.cts';
import { screenshot } from './screenshot.cts';
import {
	addressAnswers,
	bareTrigger,
	imports,
	nextHeartbeat,
	removeTriggers,
	triggerNode,
} from './triggerWorkflow.cts';

let editor: Editor;
let credential: CredentialRef;

beforeAll(async () => {
	editor = await openEditor(house.chromium, house.n8n.url, testOwner);
	credential = await credentialFor('PBX of the test listen');
});
afterAll(async () => {
	await editor?.close();
	await removeTriggers();
});

test('a test listen shows the event of a call in the editor', async () => {
	const { page } = editor;
	const { pbx } = house.simulator;
	pbx.dropEverything();
	const parameters = {
		events: ['callAnswered', 'callEnded', 'callRecord'],
		filters: { directions: ['inbound'], otherParty: '0151*' },
		options: {},
	};
	const workflow = await imports(bareTrigger('Listen', parameters), credential);

	await page.goto(`${house.n8n.url}/workflow/${workflow.id}`);
	await page.locator(`[data-test-id="canvas-node"][data-node-name="${triggerNode}"]`).dblclick();
	const panel = page.getByTestId('ndv');
	await panel.waitFor();
	const registered = nextHeartbeat();
	await page.getByTestId('node-execute-button').first().click();
	await registered;
	await addressAnswers();
	await screenshot(page, 'trigger-listening');

	pbx.startCall({ direction: 'inbound', from: customer, to: '106', answered: 'ringing' });
	pbx.pickUp('106');
	await page
		.getByTestId('node-run-status-success')
		.or(page.getByText('callAnswered'))
		.first()
		.waitFor();
	await page.getByText(customer).first().waitFor();

	await screenshot(page, 'trigger-event');
	const shown = await panel.innerText();
	expect(shown).toContain('callAnswered');
	expect(shown).toContain(customer);
	// The key of the address is nobody's business.
	expect(shown).not.toContain('webhook-test');
});
