import { type Browser, chromium, type Page, selectors } from 'playwright-core';
import type { Owner } from './rest.cts';

export interface Editor {
	page: Page;
	close(): Promise<void>;
}

selectors.setTestIdAttribute('data-test-id');

/** A headless Chromium that asks nothing of the internet by itself. */
export function openBrowser(executablePath: string): Promise<Browser> {
	return chromium.launch({
		executablePath,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			// The editor asks the internet about community nodes; nothing of a test leaves this machine.
			'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
		],
	});
}

/** Opens n8n's editor in a headless Chromium and signs in. */
export async function openEditor(
	executablePath: string,
	n8nUrl: string,
	owner: Owner,
): Promise<Editor> {
	const browser = await openBrowser(executablePath);
	try {
		const page = await browser.newPage({
			viewport: { width: 1440, height: 820 },
			// Pictures are shown on screens of any density.
			deviceScaleFactor: 2,
		});
		page.setDefaultTimeout(30_000);
		await page.goto(`${n8nUrl}/signin`);
		await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
		await page.locator('input[name="password"]').fill(owner.password);
		await page.getByTestId('form-submit-button').click();
		await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
		return { page, close: () => browser.close() };
	} catch (error) {
		await browser.close();
		throw error;
	}
}
