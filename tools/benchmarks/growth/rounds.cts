import { z } from 'zod';
import type { BenchmarkSettings } from '../options.cts';
import type { MeasuredWorkflow } from '../workflows/measuredWorkflow.cts';

export const measuredSizeShape = z.object({
	/** One for each round. */
	milliseconds: z.array(z.number()),
});

/** A workflow that makes so many items of one list. */
export interface ListSize extends z.infer<typeof measuredSizeShape> {
	items: number;
	workflow: MeasuredWorkflow;
}

/** Every size of every rival once in each round; the round before them is not counted. */
export async function measureRounds(
	what: string,
	sizes: readonly ListSize[],
	{ rounds, log }: BenchmarkSettings,
): Promise<void> {
	log(`${what}, warming up …`);
	for (const size of sizes) await timeOf(size);
	for (let round = 1; round <= rounds; round += 1) {
		log(`${what}, round ${round} of ${rounds} …`);
		for (const size of sizes) size.milliseconds.push(await timeOf(size));
	}
}

async function timeOf({ items, workflow }: ListSize): Promise<number> {
	const run = await workflow.run({});
	return await run.milliseconds(items);
}
