import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { checkoutFolder } from '../../../tools/folders.cts';
import { withPalette } from './palettePng.cts';

interface Picture {
	/** What is shown, from the first to the last of them; the whole page where none is given. */
	parts?: readonly Locator[];
	clip?: Box;
	style?: string;
	/** Whether it is taken in n8n's dark theme as well. */
	dark?: boolean;
}

interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Notices lie over what is shown. */
const withoutNotices = '.el-notification { display: none !important }';

/** Less of each side, so that nothing shows of what is behind round corners. */
const insetPx = 4;

/**
 * With UPDATE_IMAGES=1 it goes to docs/images, small and with everything drawn, where the README shows it. Otherwise
 * it is only there to be looked at, in build/screenshots.
 */
export async function screenshot(
	page: Page,
	name: string,
	{ parts = [], clip, style = '', dark = false }: Picture = {},
): Promise<void> {
	const isForDocs = process.env['UPDATE_IMAGES'] === '1';
	const folder = isForDocs ? ['docs', 'images'] : ['build', 'screenshots'];
	const path = join(checkoutFolder(), ...folder);
	mkdirSync(path, { recursive: true });
	const take = async (file: string) => {
		if (isForDocs) await settled(page);
		const taken = await page.screenshot({
			animations: 'disabled',
			style: `${withoutNotices} ${style}`,
			clip: clip ?? (await boxAround(parts)),
		});
		writeFileSync(join(path, file), isForDocs ? withPalette(taken) : taken);
	};
	await take(`${name}.png`);
	if (!dark || !isForDocs) return;
	await page.emulateMedia({ colorScheme: 'dark' });
	// The first picture in other colours may be of a page that is not drawn yet.
	await page.waitForTimeout(2_000);
	await page.screenshot();
	await take(`${name}.dark.png`);
	await page.emulateMedia({ colorScheme: 'light' });
}

/** Everything is drawn: fonts, what moves or fades in, and buttons that were waiting. */
async function settled(page: Page): Promise<void> {
	await page.mouse.move(0, 0);
	const busy = page.locator('[aria-busy="true"], .el-loading-mask').first();
	// A workflow that listens stays busy.
	await busy.waitFor({ state: 'hidden', timeout: 5_000 }).catch(() => undefined);
	await page.evaluate(`(async () => {
		await document.fonts.ready;
		const ends = ({ effect }) => effect.getComputedTiming().endTime !== Infinity;
		const moving = document.getAnimations().filter(ends);
		await Promise.all(moving.map(({ finished }) => finished.catch(() => undefined)));
	})()`);
	// n8n draws the label of a button some time after its spinner.
	await page.waitForTimeout(1_000);
}

async function boxAround(parts: readonly Locator[]): Promise<Box | undefined> {
	const boxes: Box[] = [];
	for (const part of parts) {
		const box = await part.boundingBox();
		if (box) boxes.push(box);
	}
	if (boxes.length === 0) return undefined;
	const x = Math.min(...boxes.map((box) => box.x)) + insetPx;
	const y = Math.min(...boxes.map((box) => box.y)) + insetPx;
	return {
		x,
		y,
		width: Math.max(...boxes.map((box) => box.x + box.width)) - insetPx - x,
		height: Math.max(...boxes.map((box) => box.y + box.height)) - insetPx - y,
	};
}
