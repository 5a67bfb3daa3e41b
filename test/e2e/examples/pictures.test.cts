import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { checkoutFolder } from '../../../tools/folders.cts';
import { type Editor, openEditor } from '../../../tools/n8n/api/editor.cts';
import { testOwner } from '../../../tools/n8n/api/rest.cts';
import '../setup/environment.cts';
import { importWorkflow, readExample, removeExamples } from './importedExample.cts';
import { screenshot } from '../editor/screenshot.cts';

/** A node or note on the screen. */
interface Box {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const files = readdirSync(join(checkoutFolder(), 'examples')).filter((file) =>
	file.endsWith('.json'),
);

/** What the editor lays over the workflow. */
const onTop =
	'.vue-flow__panel, [data-test-id^="execute-workflow-button"], [aria-label="Select trigger node"], [data-test-id="workflow-chat-button"], [data-test-id="canvas-handle-plus-wrapper"]';

let editor: Editor;

beforeAll(async () => {
	editor = await openEditor(environment.chromium, environment.n8n.url, testOwner);
	await editor.page.setViewportSize({ width: 1440, height: 900 });
});
afterEach(removeExamples);
afterAll(() => editor?.close());

async function boxesOf(shown: Locator): Promise<Box[]> {
	const all = await Promise.all((await shown.all()).map((one) => one.boundingBox()));
	return all
		.filter((box) => box !== null)
		.map(({ x, y, width, height }) => ({ left: x, top: y, right: x + width, bottom: y + height }));
}

function touch(one: Box, other: Box): boolean {
	const apart =
		one.right <= other.left ||
		other.right <= one.left ||
		one.bottom <= other.top ||
		other.bottom <= one.top;
	return !apart;
}

test.each(files)('%s in the editor: nothing lies on anything else', async (file) => {
	const { page } = editor;
	const { nodes } = readExample(file);
	const workflow = await importWorkflow(file, []);
	await editor.openWorkflow(workflow);
	const shown = page.locator('.vue-flow__node');
	await shown.nth(nodes.length - 1).waitFor();
	await page.getByTestId('zoom-to-fit').click();
	await page.waitForTimeout(1_000);

	const boxes = await boxesOf(shown);
	// The names stand below the nodes and are wider.
	const around = { sides: 60, above: 20, below: 60 };
	const x = Math.min(...boxes.map(({ left }) => left)) - around.sides;
	const y = Math.min(...boxes.map(({ top }) => top)) - around.above;
	await screenshot(page, `example-${file.replace('.json', '')}`, {
		clip: {
			x,
			y,
			width: Math.max(...boxes.map(({ right }) => right)) + around.sides - x,
			height: Math.max(...boxes.map(({ bottom }) => bottom)) + around.below - y,
		},
		style: `${onTop} { visibility: hidden }`,
	});
	expect(boxes).toHaveLength(nodes.length);
	const touching = boxes.flatMap((one, place) =>
		boxes.slice(place + 1).filter((other) => touch(one, other)),
	);
	expect(touching).toEqual([]);
});
