import { chromium, type Page } from 'playwright-core';
import type { Owner } from './rest.cts';

export interface Editor {
	page: Page;
	/** Addresses outside of this machine that the editor asked for. */
	outsideRequests: readonly string[];
	close(): Promise<void>;
}

/** Opens n8n's editor in a headless Chromium and signs in. */
export async function openEditor(
	executablePath: string,
	n8nUrl: string,
	owner: Owner,
): Promise<Editor> {
	const browser = await chromium.launch({
		executablePath,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
	try {
		const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
		const outsideRequests: string[] = [];
		page.on('request', (request) => {
			const address = new URL(request.url());
			if (/^(https?|wss?):$/.test(address.protocol) && address.hostname !== '127.0.0.1') {
				outsideRequests.push(address.href);
			}
		});
		page.setDefaultTimeout(30_000);
		await page.goto(`${n8nUrl}/signin`);
		await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
		await page.locator('input[name="password"]').fill(owner.password);
		await page.keyboard.press('Enter');
		await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
		return { page, outsideRequests, close: () => browser.close() };
	} catch (error) {
		await browser.close();
		throw error;
	}
}
