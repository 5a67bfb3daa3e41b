import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createPbxCredential } from '../../n8n/api/pbxCredential.cts';
import type { BenchmarkSettings } from '../options.cts';
import type { StartSettings } from '../../n8n/install/ourPackage.cts';
import type { N8n } from '../../n8n/n8n.cts';
import { withOwnedN8n, type OwnedN8n } from '../../n8n/ownedN8n.cts';
import { measuredWorkflow, pathOf, type MeasuredWorkflow } from '../workflows/measuredWorkflow.cts';
import { manyItems, nothing, pbxNode, whisperByHttp } from '../workflows/workflows.cts';
import { whisperRequests } from '../pbx/whisperRequests.cts';
import { withPbxs, type Pbxs } from '../pbx/pbxs.cts';
import { Memory } from './memory.cts';

const sizeShape = z.object({
	items: z.number(),
	/** Of the node; one for each round. */
	milliseconds: z.array(z.number()),
	/** What n8n needed at most during the execution, beyond what it needed at rest; one for each round. */
	bytes: z.array(z.number()),
});

export const itemsShape = z.array(z.object({ name: z.string(), sizes: z.array(sizeShape) }));

export type Items = z.infer<typeof itemsShape>;

export interface Rival {
	name: string;
	workflow: MeasuredWorkflow;
	sizes: Items[number]['sizes'];
}

export const pbxNodeName = 'PBX node';
export const httpNode = 'HTTP Request node';
export const nothingNode = 'n8n itself (No Operation node)';

export const mostItems = 10_000;

/** How many items, and how often in one round: the time of few items is short and wavers. */
const steps = [
	{ items: 1, repeats: 3 },
	{ items: 10, repeats: 3 },
	{ items: 100, repeats: 3 },
	{ items: 1_000, repeats: 1 },
	{ items: mostItems, repeats: 1 },
];

const warmUp = [1, 10, 100, 100, 100, 1];

export async function measureItems(bench: BenchmarkSettings): Promise<Items> {
	const all = await inFreshN8n(bench, 'Growth', {}, grow);
	return all.map(({ name, sizes }) => ({ name, sizes }));
}

/** Each rival in a freshly started n8n, because memory is seldom given back; in each round. */
export function inFreshN8n(
	bench: BenchmarkSettings,
	what: string,
	settings: StartSettings,
	measure: (n8n: N8n, rival: Rival) => Promise<void>,
): Promise<Rival[]> {
	return withPbxs((pbxs) =>
		withOwnedN8n(
			bench.log,
			async (owned) => {
				const all = await rivals(owned, pbxs);
				// 10,000 items take long.
				const rounds = Math.ceil(bench.rounds / 2);
				for (let round = 1; round <= rounds; round += 1) {
					for (const rival of all) {
						bench.log(`${what}, round ${round} of ${rounds}: ${rival.name} …`);
						await owned.n8n.restart();
						await measure(owned.n8n, rival);
					}
				}
				return all;
			},
			settings,
		),
	);
}

async function rivals(owned: OwnedN8n, { http: { url, account } }: Pbxs): Promise<Rival[]> {
	const credential = await createPbxCredential(owned.session, 'items', {
		baseUrl: url,
		...account,
	});
	const nodes = {
		[pbxNodeName]: pbxNode({ credential, inFlight: 5, request: '$json' }),
		[httpNode]: whisperByHttp(
			`${url}/api/v0.0.1/extension/whisper?type=json`,
			{ by: 'credential', credential },
			'$json',
		),
		[nothingNode]: nothing,
	};
	const all: Rival[] = [];
	for (const [name, node] of Object.entries(nodes)) {
		const path = pathOf(`items ${name}`);
		const workflow = await measuredWorkflow(owned, path, manyItems(path, node));
		const sizes = steps.map(({ items }) => ({ items, milliseconds: [], bytes: [] }));
		all.push({ name, workflow, sizes });
	}
	return all;
}

async function grow(n8n: N8n, { workflow, sizes }: Rival): Promise<void> {
	const memory = await atRest(n8n, workflow);
	for (const [n, { items, repeats }] of steps.entries()) {
		for (let repeat = 0; repeat < repeats; repeat += 1) {
			const { run, bytes } = await memory.during(items);
			sizes[n]?.milliseconds.push(await run.milliseconds(items));
			sizes[n]?.bytes.push(bytes);
		}
	}
}

/** Warms n8n up; then measures what it needs beyond that. */
export async function atRest(n8n: N8n, workflow: MeasuredWorkflow) {
	for (const items of warmUp) await workflow.run({ requests: whisperRequests(items) });
	await sleep(2_000);
	const memory = new Memory(n8n.pid ?? 0);
	const bytesAtRest = memory.now();
	return {
		/** Runs the workflow with so many items. */
		async during(items: number) {
			memory.forgetPeak();
			const run = await workflow.run({ requests: whisperRequests(items) });
			return { run, bytes: memory.peak() - bytesAtRest };
		},
	};
}
