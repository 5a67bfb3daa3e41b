import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { checkoutFolder } from '../../../tools/folders.cts';

type Part = NonNullable<Parameters<Page['screenshot']>[0]>;

/** Goes to build/screenshots; with UPDATE_IMAGES=1 to docs/images, where the README shows it. */
export async function screenshot(
	page: Page,
	name: string,
	part: Pick<Part, 'clip' | 'style'> = {},
): Promise<void> {
	const folder =
		process.env['UPDATE_IMAGES'] === '1' ? ['docs', 'images'] : ['build', 'screenshots'];
	const path = join(checkoutFolder(), ...folder);
	mkdirSync(path, { recursive: true });
	await page.screenshot({ path: join(path, `${name}.png`), animations: 'disabled', ...part });
}
