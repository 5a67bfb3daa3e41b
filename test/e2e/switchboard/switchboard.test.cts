import type { Page } from 'playwright-core';
import {
	serveSwitchboard,
	type ServedSwitchboard,
} from '../../../simulator/switchboard/serveSwitchboard.cts';
import {
	aboutEvents,
	simulatedSwitchboard,
} from '../../../simulator/switchboard/simulatedSwitchboard.cts';
import { screenshot } from '../editor/screenshot.cts';
import {
	importExample,
	removeExamples,
	type ImportedExample,
} from '../examples/importedExample.cts';
import '../setup/environment.cts';
import { credentialFor, customer } from '../simulatedPbx.cts';
import { arrow, closeBrowser, openSwitchboard, phone, press } from './shownPage.cts';

let served: ServedSwitchboard;
let page: Page;
let example: ImportedExample;

beforeAll(async () => {
	example = await importExample('crm-event-whisper.json', await credentialFor('Switchboard'));
});

beforeEach(async () => {
	environment.simulator.pbx.dropEverything();
	environment.simulator.journal.length = 0;
	const switchboard = await simulatedSwitchboard(environment.simulator, {
		pbx: 'OpenVox UC, simulated',
		aboutEvents: aboutEvents.openVox,
		calls: [],
	});
	served = await serveSwitchboard(switchboard);
	page = await openSwitchboard(served.url);
});

afterEach(async () => {
	await page?.context().close();
	await served?.close();
});

afterAll(async () => {
	await closeBrowser();
	await removeExamples();
	environment.simulator.pbx.dropEverything();
});

async function call(from: string, to: string): Promise<void> {
	await page.getByLabel('Start a call from').selectOption(from);
	await page.getByLabel('to', { exact: true }).selectOption(to);
	await page.getByRole('button', { name: 'Call', exact: true }).click();
	await page.getByText(`${from} calls ${to}.`).waitFor();
}

test('picked up in the page, whispered in n8n, seen in the page: the arrows are those of a whisper', async () => {
	await call(customer, '106');
	await press(page, 'Pick up', '106');

	const answer = await example.post({ supervisor: '101', agent: '106' });

	expect(answer.status).toBe(200);
	await arrow(page, '101', '106').waitFor();
	await page.getByText(`101 whispers to 106; ${customer} hears only 106.`).waitFor();
	expect(await arrow(page, '106', '101').count()).toBe(1);
	expect(await arrow(page, customer, '101').count()).toBe(1);
	expect(await arrow(page, '101', customer).count()).toBe(0);
	await page.getByRole('log').getByText('POST extension/whisper').waitFor();
	expect(await page.locator('body').innerText()).not.toContain(
		environment.simulator.account.password,
	);
});

test('the picture in docs', async () => {
	for (const [from, to] of [
		['0309876543', '107'],
		[customer, '106'],
	] as const) {
		await call(from, to);
		await press(page, 'Pick up', to);
	}
	await example.post({ supervisor: '105', agent: '107' });
	await example.post({ supervisor: '101', agent: '106' });
	await arrow(page, '101', '106').waitFor();
	await page.locator('.person.supervisor.ringing').waitFor();
	await page.setViewportSize({ width: 1180, height: 1000 });
	await page.mouse.move(0, 0);
	await page.evaluate('window.scrollTo(0, 0)');
	const { y, height } = (await page.locator('#calls-section').boundingBox()) ?? { y: 0, height: 0 };

	const clip = { x: 8, y: y - 16, width: 1164, height: height + 28 };
	await screenshot(page, 'switchboard', { clip });
});

test('a supervisor whose phone rings is picked up with the keyboard, and the focus stays at the phone', async () => {
	await call(customer, '106');
	await press(page, 'Pick up', '106');
	await example.post({ supervisor: '105', agent: '106' });
	const pickUp = page.getByRole('button', { name: 'Pick up: 105', exact: true });
	await pickUp.waitFor();
	expect(await arrow(page, '105', '106').count()).toBe(0);

	await pickUp.focus();
	await page.keyboard.press('Enter');

	await arrow(page, '105', '106').waitFor();
	const focused = await page.evaluate<string>("document.activeElement.getAttribute('aria-label')");
	expect(focused).toBe('Hold: 105');
});

test('every phone has its buttons, none lies over another, and nothing is wider than a small screen', async () => {
	await page.setViewportSize({ width: 360, height: 740 });
	for (const [from, to] of [
		[customer, '106'],
		['0309876543', '107'],
	] as const) {
		await call(from, to);
		await press(page, 'Pick up', to);
	}
	for (const supervisor of ['101', '102', '0101']) await example.post({ supervisor, agent: '106' });
	await page.locator('.person.supervisor').nth(2).waitFor();

	const boxes = await Promise.all(
		(await page.locator('.phone').all()).map(async (tile) => {
			const { x = 0, y = 0, width = 0, height = 0 } = (await tile.boundingBox()) ?? {};
			return { left: x, top: y, right: x + width, bottom: y + height };
		}),
	);
	expect(boxes.length).toBeGreaterThan(12);
	for (const [index, box] of boxes.entries())
		for (const other of boxes.slice(index + 1))
			expect(box.bottom <= other.top || box.right <= other.left).toBe(true);
	const tooWide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
	expect(await page.evaluate<number>(tooWide)).toBe(0);
});

test('a name with markup is a name', async () => {
	expect(await phone(page, '109').locator('.name').innerText()).toBe('Zoë & Søn <Lager>');
});

test('nothing moves for people who asked for that', async () => {
	await call(customer, '106');
	await press(page, 'Pick up', '106');
	await example.post({ supervisor: '101', agent: '106' });
	const still = await openSwitchboard(served.url, 'reduce');
	await arrow(still, '101', '106').waitFor();

	const animations = 'document.getAnimations().length';
	expect(await still.evaluate<number>(animations)).toBe(0);
	expect(await page.evaluate<number>(animations)).toBeGreaterThan(0);
	await still.context().close();
});

test('a page that has lost the switchboard says so, and finds it again', async () => {
	await served.close();
	await page.getByText('Not connected').waitFor();

	const { port } = new URL(served.url);
	const switchboard = await simulatedSwitchboard(environment.simulator, {
		pbx: 'OpenVox UC, started again',
		aboutEvents: '',
		calls: [],
	});
	served = await serveSwitchboard(switchboard, { port: Number(port) });
	await page.getByText('OpenVox UC, started again').waitFor();
});
