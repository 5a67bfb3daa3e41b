import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable } from '../../asterisk/report/markdown.cts';
import { checkoutFolder } from '../../folders.cts';
import { costChapter } from '../cost/chapter.cts';
import { eventsChapter } from '../events/chapter.cts';
import { callsChart } from '../growth/callsChapter.cts';
import { growthChapter, itemsChart } from '../growth/chapter.cts';
import { listsChart } from '../growth/listsChapter.cts';
import { latencyChapter, latencyChart } from '../latency/chapter.cts';
import { queueChapter } from '../queue/chapter.cts';
import { readersChapter } from '../readers/chapter.cts';
import { supervisionChapter } from '../supervision/chapter.cts';
import { throughputChapter, throughputChart } from '../throughput/chapter.cts';
import { weightChapter } from '../weight/chapter.cts';
import { aimsChapter } from './aims.cts';
import type { Results } from './results.cts';
import { summaryRows } from './summary.cts';

/** docs/benchmarks.md, with a chapter for each part that was measured. */
export function benchmarksPage(results: Results): string {
	const { throughput, cost, queue, latency, supervision, events, growth, readers, weight } =
		results;
	const chapters = [
		opening(results),
		...(throughput ? [throughputChapter(throughput), costChapter(throughput, cost)] : []),
		...(queue ? [queueChapter(queue)] : []),
		...(latency ? [latencyChapter(latency)] : []),
		...(supervision ? [supervisionChapter(supervision)] : []),
		...(events ? [eventsChapter(events)] : []),
		...(growth ? [growthChapter(growth)] : []),
		...(readers ? [readersChapter(readers)] : []),
		...(weight ? [weightChapter(weight)] : []),
		aimsChapter(results),
	];
	return chapters.join('\n');
}

/** The page's images, by the name of their file in docs/images. */
export function benchmarksImages({ throughput, latency, growth }: Results): Map<string, string> {
	return new Map([
		...(throughput ? [['bench-throughput.svg', throughputChart(throughput)] as const] : []),
		...(latency ? [['bench-latency.svg', latencyChart(latency)] as const] : []),
		...(growth
			? [
					['bench-items.svg', itemsChart(growth)] as const,
					['bench-lists.svg', listsChart(growth)] as const,
				]
			: []),
		...(growth ? [['bench-calls.svg', callsChart(growth.calls)] as const] : []),
	]);
}

export function writeDocument(results: Results): void {
	const docs = join(checkoutFolder(), 'docs');
	writeFileSync(join(docs, 'benchmarks.md'), benchmarksPage(results));
	for (const [name, svg] of benchmarksImages(results))
		writeFileSync(join(docs, 'images', name), svg);
}

function opening(results: Results): string {
	return `# How fast it is

<!-- Written by \`npm run bench\` from docs/benchmarks.json: change the program, not this page. -->

\`npm run bench\` starts a real n8n and simulated PBXs on the loopback address, measures, and writes this
page. It leaves nothing running. \`npm run bench -- growth\` measures one part again and keeps the results of the others.
Read the ratios: milliseconds differ from machine to machine and from run to run. Where there are brackets, the
number before them is the median of all rounds, and in them are the least and the most.

## In short

${markdownTable(summaryRows(results))}`;
}
