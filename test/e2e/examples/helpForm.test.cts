import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../../tools/n8n/api/editor.cts';
import { activateWorkflow } from '../../../tools/n8n/api/workflows.cts';
import { poll } from '../../../tools/poll.cts';
import '../setup/environment.cts';
import { importWorkflow, removeExamples } from './importedExample.cts';
import { credentialFor, customer, heardBy, onlyCallIsWith } from '../simulatedPbx.cts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
	const workflow = await importWorkflow('agent-asks-for-help.json', [await credentialFor('Help')]);
	await activateWorkflow(environment.session, workflow);
	browser = await openBrowser(environment.chromium);
	page = await browser.newPage();
});
beforeEach(() => onlyCallIsWith('106'));
afterAll(async () => {
	await browser?.close();
	await removeExamples();
});

/** n8n serves the form a moment after the workflow is published. */
async function opensForm(query = ''): Promise<void> {
	const opened = await poll(15_000, async () => {
		const reply = await page.goto(`${environment.n8n.url}/form/help${query}`);
		return reply?.ok() === true ? true : undefined;
	});
	expect(opened).toBe(true);
}

test('the first lead is in a call: the agent reads that the second one is there', async () => {
	environment.simulator.pbx.startCall({ direction: 'internal', from: '101', to: '107' });
	await opensForm('?Your%20extension=106');
	await page.getByRole('button', { name: 'I need help now' }).click();

	await page.getByText('102 is with you').waitFor();
	expect(heardBy('106')).toEqual([customer, '102']);
	expect(heardBy(customer)).toEqual(['106']);
});

test('nobody can join: the agent reads why', async () => {
	environment.simulator.pbx.dropEverything();
	await opensForm();
	await page.getByRole('textbox').fill('106');
	await page.getByRole('button', { name: 'I need help now' }).click();

	await page.getByText('No lead could join').waitFor();
	await page.getByText('Extension 106 is not in a call').waitFor();
});
