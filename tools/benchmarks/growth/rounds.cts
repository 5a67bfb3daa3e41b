import { z } from 'zod';
import type { N8n } from '../../n8n/n8n.cts';
import type { BenchmarkSettings } from '../options.cts';
import type { MeasuredWorkflow } from '../workflows/measuredWorkflow.cts';

export const measuredSizeShape = z.object({
	/** One for each run, in their order; those of small sizes run several times in each round. */
	milliseconds: z.array(z.number()),
});

/** A workflow that makes so many items of one list. */
export interface ListSize extends z.infer<typeof measuredSizeShape> {
	items: number;
	workflow: MeasuredWorkflow;
}

/** Every size of every rival in each round; the round before them is not counted. */
export async function measureRounds(
	what: string,
	sizes: readonly ListSize[],
	n8n: Pick<N8n, 'collectGarbage'>,
	{ rounds, log }: BenchmarkSettings,
): Promise<void> {
	log(`${what}, warming up …`);
	for (const size of sizes) await timeOf(size, n8n);
	for (let round = 1; round <= rounds; round += 1) {
		log(`${what}, round ${round} of ${rounds} …`);
		for (const size of sizes) {
			for (let repeat = 0; repeat < repeatsOf(size); repeat += 1)
				size.milliseconds.push(await timeOf(size, n8n));
		}
	}
}

/** The time of a short list wavers. */
function repeatsOf({ items }: ListSize): number {
	return items <= 1_000 ? 3 : 1;
}

/** What n8n stored of the execution before is garbage that would be collected during this one. */
async function timeOf(
	{ items, workflow }: ListSize,
	n8n: Pick<N8n, 'collectGarbage'>,
): Promise<number> {
	await n8n.collectGarbage();
	const run = await workflow.run({});
	return await run.milliseconds(items);
}
