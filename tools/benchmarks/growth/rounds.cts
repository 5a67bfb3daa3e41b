import { z } from 'zod';
import type { BenchmarkSettings } from '../options.cts';
import type { MeasuredWorkflow } from '../workflows/measuredWorkflow.cts';

export const measuredSizeShape = z.object({
	/** One for each round; none when the reply was refused. */
	milliseconds: z.array(z.number()),
	/** Why the PBX node does not read so long a reply. */
	refused: z.string().optional(),
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
	for (const size of sizes) {
		try {
			await timeOf(size);
		} catch (error) {
			size.refused = /The PBX sent a reply of .+, more than n8n reads .+/.exec(String(error))?.[0];
			if (size.refused === undefined) throw error;
			log(`${what}, ${size.items} items: ${size.refused}`);
		}
	}
	const read = sizes.filter(({ refused }) => refused === undefined);
	for (let round = 1; round <= rounds; round += 1) {
		log(`${what}, round ${round} of ${rounds} …`);
		for (const size of read) size.milliseconds.push(await timeOf(size));
	}
}

async function timeOf({ items, workflow }: ListSize): Promise<number> {
	const run = await workflow.run({});
	return await run.milliseconds(items);
}
