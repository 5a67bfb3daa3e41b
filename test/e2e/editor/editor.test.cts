import { type Editor, openEditor } from '../../../tools/n8n/api/editor.cts';
import { testOwner } from '../../../tools/n8n/api/rest.cts';
import {
	addCredential,
	chooseCredential,
	chooseEntry,
	credentialDialog,
	openActions,
	openPicker,
	parametersAndOutput,
	pick,
	searchNode,
	showAs,
} from './editorSteps.cts';
import '../setup/environment.cts';
import { credentialFor, customer, heardBy, onlyCallIsWith } from '../simulatedPbx.cts';
import { screenshot } from './screenshot.cts';

let editor: Editor;

beforeAll(async () => {
	editor = await openEditor(environment.chromium, environment.n8n.url, testOwner);
});
afterAll(() => editor?.close());

test('a credential that is filled in and saved is tested green', async () => {
	const { page } = editor;
	const { url, account } = environment.simulator;

	await addCredential(page, { baseUrl: url, ...account });

	await page.getByTestId('credentials-config-container-test-success').waitFor();
	await screenshot(page, 'credential', { parts: credentialDialog(page), dark: true });
});

test('a wrong password gives a clear message', async () => {
	const { page } = editor;
	const { url, account } = environment.simulator;

	await addCredential(page, { baseUrl: url, username: account.username, password: 'wrong' });

	await page.getByText('More details').click();
	await page.getByText('Wrong user name or password').waitFor();
	await screenshot(page, 'wrong-password', { parts: credentialDialog(page) });
	environment.simulator.unlock();
});

test('a user who searches "whisper" puts a supervisor on a call without typing a number', async () => {
	const { page } = editor;
	onlyCallIsWith('106');
	const credential = await credentialFor('PBX of the editor');

	await searchNode(page, 'whisper');
	await chooseEntry(page, /^PBX$/);
	await openActions(page);
	await chooseEntry(page, /^Whisper to agent/);
	await page.getByTestId('ndv').waitFor();
	await chooseCredential(page, credential);
	await openPicker(page, 'supervisorExtension');
	await screenshot(page, 'picker', { parts: parametersAndOutput(page) });
	await pick(page, /^101 .*whisper/);
	await openPicker(page, 'monitoredExtension');
	await page.getByTestId('rlc-search').fill('alice');
	await pick(page, /^106 – Alice$/);
	await page.getByTestId('node-execute-button').click();
	await page.getByTestId('node-run-status-success').waitFor();
	await showAs(page, 'JSON');
	await page.getByTestId('ndv').getByText('answered').first().waitFor();

	await screenshot(page, 'whisper', { parts: parametersAndOutput(page), dark: true });
	expect(heardBy('101')).toEqual([customer, '106']);
	expect(heardBy('106')).toEqual([customer, '101']);
	expect(heardBy(customer)).toEqual(['106']);
});
