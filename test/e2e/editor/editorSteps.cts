import type { Locator, Page } from 'playwright-core';
import type { CredentialRef } from '../../../tools/n8n/api/credentials.cts';
import '../setup/environment.cts';

// What a user does in n8n's editor, step by step.

/** A credential for an OpenVox UC. */
export async function addCredential(page: Page, dataFields: Record<string, string>): Promise<void> {
	await openNewCredential(page);
	await chooseFamily(page, 'OpenVox UC Series');
	await fillCredential(page, dataFields);
}

export async function openNewCredential(page: Page): Promise<void> {
	await page.goto(`${environment.n8n.url}/home/credentials`);
	await page.getByTestId('add-resource-credential').click();
	await page.getByTestId('new-credential-type-select').getByRole('combobox').fill('OpenVox');
	await page.getByTestId('new-credential-type-select-option').first().click();
	await page.getByTestId('new-credential-type-button').click();
}

/** Chooses the kind of PBX in the open credential, which is chosen for nobody. */
export async function chooseFamily(page: Page, family: string): Promise<void> {
	await page.getByTestId('parameter-input-pbx').click();
	await page.getByRole('option', { name: family }).click();
}

/** Fills in the open credential, and saves it. */
export async function fillCredential(
	page: Page,
	dataFields: Record<string, string>,
): Promise<void> {
	for (const [field, value] of Object.entries(dataFields)) {
		await page.getByTestId(`parameter-input-${field}`).locator('input').fill(value);
	}
	await page.getByTestId('credential-save-button').click();
}

export async function searchNode(page: Page, words: string): Promise<void> {
	await page.goto(`${environment.n8n.url}/workflow/new`);
	await page.getByTestId('canvas-add-button').click();
	await page.getByTestId('node-creator-search-bar').fill(words);
}

/** An entry of the nodes panel: a node, or an action of the chosen node. */
export async function chooseEntry(page: Page, name: RegExp): Promise<void> {
	await page.getByTestId('node-creator-item-name').filter({ hasText: name }).click();
}

/** Unfolds the actions of the chosen node, which has triggers above them. */
export async function openActions(page: Page): Promise<void> {
	await page.getByText(/^Actions \(\d+\)$/).click();
}

export async function chooseCredential(page: Page, { id }: CredentialRef): Promise<void> {
	await page.getByTestId('node-credentials-select').first().click();
	await page.getByTestId(`node-credentials-select-item-${id}`).click();
}

/** Opens a picker that is set to "From list". */
export async function openPicker(page: Page, parameter: string): Promise<void> {
	const picker = page.getByTestId(`resource-locator-${parameter}`);
	await picker.getByTestId('rlc-input').click();
	await page.getByTestId('rlc-item').first().waitFor();
}

export async function pick(page: Page, label: RegExp): Promise<void> {
	await page.getByTestId('rlc-item').filter({ hasText: label }).click();
}

/** Unfolds the list of operations of the open node. */
export async function openOperations(page: Page): Promise<void> {
	await page.getByTestId('parameter-input-operation').click();
}

/** How the output of the open node is shown. */
export async function showAs(page: Page, view: 'JSON' | 'Table'): Promise<void> {
	await page.getByTestId('output-panel').getByText(view, { exact: true }).click();
}

/** Away with what n8n says in the corner after a run. */
export async function closeNotices(page: Page): Promise<void> {
	await page.locator('.el-notification .el-notification__closeBtn').first().click();
	await page.locator('.el-notification').first().waitFor({ state: 'detached' });
}

/** The parameters and the output of the open node, without its input. */
export function parametersAndOutput(page: Page): Locator[] {
	return [page.getByTestId('node-parameters'), page.getByTestId('output-panel')];
}

/** The open credential. */
export function credentialDialog(page: Page): Locator[] {
	const saving = page.getByTestId('credential-save-button');
	return [page.locator('.el-dialog').filter({ has: saving }).last()];
}
