import { markdownTable } from '../../asterisk/report/markdown.cts';
import { linesChart, type Line } from '../charts/lines.cts';
import { circumstancesLine } from '../results/circumstances.cts';
import { median, ratiosOf } from '../results/statistics.cts';
import { milliseconds, timesAsFast, whole } from '../results/words.cts';
import { callsChapter } from './callsChapter.cts';
import type { Growth } from './growth.cts';
import { httpNode, mostItems, nothingNode, pbxNodeName } from './items.cts';
import { heapLimitMb, type LimitedMemory } from './limitedMemory.cts';
import { listsChapter } from './listsChapter.cts';

export function growthChapter(measured: Growth): string {
	return `## Growth

${circumstancesLine(measured)}

### More items

The workflow of *Throughput* over http with 1 to 10,000 items. n8n is started afresh for each rival in each round (${itemRounds(measured)});
it warms up with a few hundred items, pauses, and runs the growing executions, those of up to 100 items three times.
*MB*: the most physical memory (RSS) that the n8n process had during the execution, less what it had at rest before
the first. *n8n itself* is the same workflow with a No Operation node: what n8n needs for so many items.
*Times as fast*: the PBX node (JSON, 5 in flight) against the HTTP Request node with the same credential.

![Milliseconds per item, and memory, for 1 to 10,000 whispers in one execution](images/bench-items.svg)

${markdownTable(itemsRows(measured))}
${limitedMemoryParagraph(measured.limitedMemory)}${listsChapter(measured)}${callsChapter(measured.calls)}`;
}

function limitedMemoryParagraph(limited: LimitedMemory): string {
	const needed = limited.map(({ name, bytes }) => `${whole(megabytes(bytes))} MB (${name})`);
	return `Most of these MB are garbage: as long as there is room, Node does not collect what has outlived a few other requests.
Started with \`--max-old-space-size=${heapLimitMb}\`, where n8n at rest keeps 180 to 190 MB, it needs ${needed.join(', ')} for ${whole(mostItems)} items
beyond what it had at rest.

`;
}

/** How many times as fast as the HTTP Request node with so many items. */
export function itemsTimes({ items }: Growth, count: number): number[] {
	const timesOf = (name: string) =>
		items.find((one) => one.name === name)?.sizes.find((size) => size.items === count)
			?.milliseconds ?? [];
	return ratiosOf(timesOf(pbxNodeName), timesOf(httpNode));
}

function itemRounds({ items }: Growth): string {
	const rounds = items[0]?.sizes.at(-1)?.milliseconds.length ?? 0;
	return rounds === 1 ? 'one round' : `${rounds} rounds, because 10,000 items take long`;
}

function itemsRows(measured: Growth): string[][] {
	const sizesOf = (name: string) => measured.items.find((one) => one.name === name)?.sizes ?? [];
	const [own, rival, none] = [pbxNodeName, httpNode, nothingNode].map(sizesOf);
	return [
		[
			'items',
			'times as fast',
			'PBX node: ms per item',
			'HTTP Request: ms per item',
			'PBX node: MB',
			'HTTP Request: MB',
			'n8n itself: MB',
		],
		...(own ?? []).map((size, n) => [
			whole(size.items),
			timesAsFast(itemsTimes(measured, size.items)),
			...[size, rival?.[n]].map((one) =>
				one ? milliseconds(one.milliseconds.map((time) => time / one.items)) : '',
			),
			...[size, rival?.[n], none?.[n]].map((one) => (one ? whole(megabytes(one.bytes)) : '')),
		]),
	];
}

function megabytes(bytes: readonly number[]): number {
	return median(bytes) / 1e6;
}

const kinds: Record<string, Line['kind']> = {
	[pbxNodeName]: 'pbx',
	[httpNode]: 'rival',
	[nothingNode]: 'limit',
};

export function itemsChart({ items }: Growth): string {
	const lines = (value: (size: Growth['items'][number]['sizes'][number]) => number) =>
		items.map(
			({ name, sizes }): Line => ({
				name,
				kind: kinds[name] ?? 'other',
				points: sizes.map((size) => [size.items, value(size)]),
			}),
		);
	return linesChart([
		{
			title: 'Time per item',
			x: 'items in one execution',
			y: 'milliseconds per item',
			scale: 'tenfold',
			// Nothing takes no time, which has no place on this scale.
			lines: lines((size) => median(size.milliseconds) / size.items).filter(
				({ name }) => name !== nothingNode,
			),
		},
		{
			title: 'Memory',
			x: 'items in one execution',
			y: 'MB more than at rest',
			scale: 'evenly',
			lines: lines((size) => megabytes(size.bytes)),
		},
	]);
}
