import { z } from 'zod';
import type { BenchmarkSettings } from '../options.cts';
import { circumstancesShape, type Values } from '../results/circumstances.cts';
import { callsShape, measureCalls } from './calls.cts';
import { itemsShape, measureItems } from './items.cts';
import { limitedMemoryShape, measureLimitedMemory } from './limitedMemory.cts';
import { listsShape, measureLists } from './lists.cts';

export const growthShape = circumstancesShape.extend({
	items: itemsShape,
	lists: listsShape,
	calls: callsShape,
	limitedMemory: limitedMemoryShape,
});

export type Growth = z.infer<typeof growthShape>;

export async function measureGrowth(bench: BenchmarkSettings): Promise<Values<Growth>> {
	return {
		lists: await measureLists(bench),
		calls: await measureCalls(bench),
		items: await measureItems(bench),
		limitedMemory: await measureLimitedMemory(bench),
	};
}
