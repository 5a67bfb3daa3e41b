import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createCredential } from '../../../tools/n8n/api/credentials.cts';
import { openBrowser } from '../../../tools/n8n/api/editor.cts';
import { activateWorkflow } from '../../../tools/n8n/api/workflows.cts';
import { poll } from '../../../tools/poll.cts';
import { screenshot } from '../editor/screenshot.cts';
import '../setup/environment.cts';
import { importWorkflow, removeExamples } from './importedExample.cts';
import { credentialFor, customer, heardBy, onlyCallIsWith } from '../simulatedPbx.cts';

const account = { username: 'lead', password: 'board-password' };
const authorization = `Basic ${btoa(`${account.username}:${account.password}`)}`;

let browser: Browser;
let context: BrowserContext;
let page: Page;
let board: string;

beforeAll(async () => {
	board = `${environment.n8n.url}/webhook/board`;
	const basicAuth = await createCredential(environment.session, {
		name: 'Board',
		type: 'httpBasicAuth',
		data: { user: account.username, password: account.password },
	});
	const workflow = await importWorkflow('live-board.json', [
		await credentialFor('Live board'),
		basicAuth,
	]);
	await activateWorkflow(environment.session, workflow);
	await poll(15_000, async () => ((await fetch(board)).status === 401 ? true : undefined));
	browser = await openBrowser(environment.chromium);
	context = await browser.newContext({
		httpCredentials: account,
		deviceScaleFactor: 2,
		viewport: { width: 980, height: 420 },
	});
	page = await context.newPage();
});
beforeEach(() => {
	onlyCallIsWith('106');
	environment.simulator.journal.length = 0;
});
afterAll(async () => {
	await browser?.close();
	await removeExamples();
});

const rowOf = (name: string) => page.getByRole('row').filter({ hasText: name });

function ordersAsked(): string[] {
	const orders = ['extension/whisper', 'extension/listen', 'extension/bargein', 'extension/hangup'];
	return environment.simulator.journal
		.map(({ endpoint }) => endpoint)
		.filter((endpoint) => orders.includes(endpoint));
}

/** What the board says after an order that was sent without its page. */
async function orders(order: string, supervisor: string, key: string): Promise<string> {
	const reply = await fetch(`${board}-button`, {
		method: 'POST',
		headers: { authorization },
		body: new URLSearchParams({ order, supervisor, key }),
		redirect: 'manual',
	});
	return decodeURIComponent(reply.headers.get('location') ?? `answered ${reply.status}`);
}

test('a lead enters the extension, whispers, and leaves the call', async () => {
	const { pbx } = environment.simulator;
	const start = Math.floor(Date.now() / 1000) - 12 * 60;
	pbx.startCall({ direction: 'inbound', from: '0309876543', to: '109', id: `${start}.109` });
	await page.goto(board);
	await page.getByLabel('Your extension').fill('101');
	await page.getByRole('button', { name: 'This is me' }).click();
	await rowOf('Alice').getByRole('button', { name: 'Whisper' }).click();

	await page.getByText('Whisper 106: answered').waitFor();
	await screenshot(page, 'live-board');
	expect(page.url()).toContain('supervisor=101');
	expect(heardBy('106')).toEqual([customer, '101']);
	expect(heardBy(customer)).toEqual(['106']);

	await rowOf('Alice').getByRole('button', { name: 'Leave' }).click();
	await page.getByText('Leave 106: stopped').waitFor();
	expect(heardBy('106')).toEqual([customer]);
});

test.each([
	['Listen', [customer]],
	['Barge in', [customer, '101']],
])('%s', async (button, agentHears) => {
	await page.goto(`${board}?supervisor=101`);
	await rowOf('Alice').getByRole('button', { name: button }).click();

	await page.getByText(`${button} 106: answered`).waitFor();
	expect(heardBy('101')).toEqual([customer, '106']);
	expect(heardBy('106')).toEqual(agentHears);
});

test('the page reloads by itself', async () => {
	environment.simulator.pbx.dropEverything();
	await page.goto(`${board}?supervisor=101`);
	expect(await page.getByRole('row').count()).toBe(1);

	onlyCallIsWith('107');

	await rowOf('Ben').waitFor();
});

test('what callers and addresses bring along is text, not HTML', async () => {
	const { pbx } = environment.simulator;
	pbx.startCall({ direction: 'inbound', from: '<img src=x>"\'&', to: '109' });
	await page.goto(`${board}?supervisor=101&said=${encodeURIComponent('<img src=y>')}`);

	await page.getByText('<img src=x>"\'&').waitFor();
	await page.getByText('<img src=y>').waitFor();
	await page.getByText('Zoë & Søn <Lager> 109').waitFor();
	expect(await page.locator('img').count()).toBe(0);
	await page.goto(`${board}?supervisor=${encodeURIComponent('"><img>')}`);
	expect(await page.locator('img').count()).toBe(0);
	expect(await page.getByLabel('Your extension').inputValue()).toBe('');
});

test('what is not an extension number is refused, and no phone is called', async () => {
	await page.goto(`${board}?supervisor=101`);
	const key = await page.locator('input[name="key"]').inputValue();

	expect(await orders('whisper 106', '101&x', key)).toContain('101&x');
	expect(await orders('whisper <106>', '101', key)).toContain('<106>');
	expect(await orders('hangUp 106', '101', key)).toContain('Nothing done');
	expect(ordersAsked()).toEqual([]);

	await orders('whisper 106', '101', key);
	expect(ordersAsked()).toEqual(['extension/whisper']);
});

test("another site, which the browser sends the lead's password as well, cannot give an order", async () => {
	for (const key of ['', 'guessed'])
		expect(await orders('whisper 106', '101', key)).toContain('Nothing done');
	expect(ordersAsked()).toEqual([]);
});

test('without the password there is neither a board nor an order', async () => {
	expect((await fetch(board)).status).toBe(401);
	const body = new URLSearchParams({ order: 'whisper 106', supervisor: '101' });
	const order = await fetch(`${board}-button`, { method: 'POST', body });
	expect(order.status).toBe(401);
	expect(ordersAsked()).toEqual([]);
});
