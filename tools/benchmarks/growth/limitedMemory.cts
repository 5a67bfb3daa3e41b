import { z } from 'zod';
import type { BenchmarkSettings } from '../options.cts';
import { atRest, httpNode, inFreshN8n, mostItems } from './items.cts';

/** What n8n needed at most for the most items, beyond what it needed at rest; one for each round. */
export const limitedMemoryShape = z.array(
	z.object({ name: z.string(), bytes: z.array(z.number()) }),
);

export type LimitedMemory = z.infer<typeof limitedMemoryShape>;

/**
 * MB of JavaScript objects; n8n itself keeps 180 to 190. Node collects garbage when it runs out of room, so
 * with little of it what is measured is what is needed.
 */
export const heapLimitMb = 320;

export async function measureLimitedMemory(bench: BenchmarkSettings): Promise<LimitedMemory> {
	const bytes = new Map<string, number[]>();
	await inFreshN8n(
		bench,
		'Growth, limited memory',
		{ heapLimitMb },
		async (n8n, { name, workflow }) => {
			// It starts all its requests at once: n8n ended.
			if (name === httpNode) return;
			const memory = await atRest(n8n, workflow);
			const { run, bytes: needed } = await memory.during(mostItems);
			// Throws where the execution failed.
			await run.milliseconds(mostItems);
			bytes.set(name, [...(bytes.get(name) ?? []), needed]);
		},
	);
	return [...bytes].map(([name, each]) => ({ name, bytes: each }));
}
