import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkoutFolder } from '../../folders.cts';
import { costShape } from '../cost/cost.cts';
import { eventsShape } from '../events/events.cts';
import { growthShape } from '../growth/growth.cts';
import { latencyShape } from '../latency/latency.cts';
import { queueShape } from '../queue/queue.cts';
import { readersShape } from '../readers/readers.cts';
import { supervisionShape } from '../supervision/supervision.cts';
import { throughputShape } from '../throughput/throughput.cts';
import { weightShape } from '../weight/weight.cts';

/** What was measured last, part by part; a part that is measured again replaces only itself. */
const resultsShape = z
	.object({
		throughput: throughputShape,
		cost: costShape,
		queue: queueShape,
		latency: latencyShape,
		supervision: supervisionShape,
		events: eventsShape,
		growth: growthShape,
		readers: readersShape,
		weight: weightShape,
	})
	.partial();

export type Results = z.infer<typeof resultsShape>;

const file = join(checkoutFolder(), 'docs', 'benchmarks.json');

export function readResults(): Results {
	if (!existsSync(file)) return {};
	return resultsShape.parse(JSON.parse(readFileSync(file, 'utf8')));
}

export function writeResults(results: Results): void {
	const rounded = (_key: string, value: unknown) =>
		typeof value === 'number' ? Number(value.toPrecision(6)) : value;
	const text = JSON.stringify(results, rounded, '\t');
	// One line for each list of numbers.
	const lists = text.replace(/\[[\d\s.,-]*\]/g, (list) => list.replace(/\s+/g, ' '));
	writeFileSync(file, `${lists}\n`);
}
