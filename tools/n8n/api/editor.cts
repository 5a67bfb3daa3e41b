import { type Browser, chromium, type Page, selectors } from 'playwright-core';
import type { Owner } from './rest.cts';
import type { WorkflowRef } from './workflows.cts';

export interface Editor {
	page: Page;
	/** Shows a workflow, as a user does: the editor loads itself for the first one only. */
	openWorkflow(workflow: WorkflowRef): Promise<void>;
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

/** A headless Chromium that has signed in at n8n, and shows nothing yet. */
export async function openEditor(
	executablePath: string,
	n8nUrl: string,
	{ email, password }: Owner,
): Promise<Editor> {
	const browser = await openBrowser(executablePath);
	try {
		const page = await browser.newPage({
			viewport: { width: 1440, height: 820 },
			// Pictures are shown on screens of any density.
			deviceScaleFactor: 2,
		});
		page.setDefaultTimeout(30_000);
		const data = { emailOrLdapLoginId: email, password };
		const signIn = await page.request.post(`${n8nUrl}/rest/login`, { data });
		if (!signIn.ok()) throw new Error(`n8n did not let us in: ${await signIn.text()}`);
		return {
			page,
			async openWorkflow({ id, name }) {
				const path = `/workflow/${id}`;
				const shownName = page
					.getByTestId('workflow-name-input')
					.getByTestId('inline-edit-preview');
				if (!page.url().startsWith(n8nUrl)) await page.goto(n8nUrl + path);
				else {
					// By way of another page: until the new workflow came, the one before would be shown.
					await page.evaluate(goTo('/home/workflows'));
					await shownName.waitFor({ state: 'detached' });
					await page.evaluate(goTo(path));
				}
				await shownName.filter({ hasText: name }).waitFor();
			},
			close: () => browser.close(),
		};
	} catch (error) {
		await browser.close();
		throw error;
	}
}

/** What the editor's own router does for a link. */
function goTo(path: string): string {
	return `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`;
}
