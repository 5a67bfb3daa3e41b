import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../../tools/n8n/api/editor.cts';
import '../setup/environment.cts';

let browser: Browser | undefined;

/** Opens the switchboard in a browser, drawn twice as sharp as on a plain screen. */
export async function openSwitchboard(
	url: string,
	reducedMotion: 'reduce' | 'no-preference' = 'no-preference',
): Promise<Page> {
	browser ??= await openBrowser(environment.chromium);
	const context = await browser.newContext({
		viewport: { width: 1180, height: 760 },
		deviceScaleFactor: 2,
		reducedMotion,
	});
	const page = await context.newPage();
	page.setDefaultTimeout(30_000);
	await page.goto(url);
	await page.getByText('Live', { exact: true }).waitFor();
	return page;
}

export async function closeBrowser(): Promise<void> {
	await browser?.close();
	browser = undefined;
}

export function phone(page: Page, number: string) {
	return page.locator(`.phone[data-number="${number}"]`);
}

export function press(page: Page, button: string, number: string): Promise<void> {
	return page.getByRole('button', { name: `${button}: ${number}`, exact: true }).click();
}

/** The arrow of a voice, in the picture of the call. */
export function arrow(page: Page, from: string, to: string) {
	return page.locator(`path.voice[data-from="${from}"][data-to="${to}"]`);
}

/** Presses one of the buttons under "Try it", and gives what it says. */
export async function tryOut(page: Page, button: string): Promise<string> {
	await page.getByRole('button', { name: button, exact: true }).click();
	const result = page.locator('#result:not([data-done="waiting"])');
	await result.waitFor();
	return (await result.textContent()) ?? '';
}
