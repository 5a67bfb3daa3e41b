import { markdownTable } from '../../asterisk/report/markdown.cts';
import { circumstancesLine } from '../results/circumstances.cts';
import { median } from '../results/statistics.cts';
import { milliseconds, short, times } from '../results/words.cts';
import type { Weight } from './weight.cts';

export function weightChapter(measured: Weight): string {
	return `## Weight

What a user downloads, and what n8n loads. Each row in a fresh Node process, in turns: n8n-workflow is loaded first and not
counted; the time is that of loading the files of the node and its credential and making one object of each, as n8n
does when it starts. *Times ours*: how many times as long as the PBX node takes.

${circumstancesLine(measured)}

${markdownTable(weightRows(measured))}
- The nodes that come with n8n are not packed on their own, so they have no size.
- Firecrawl is a vendor's own community node of a comparable size.
- n8n loads a node when it starts, not with each execution.
`;
}

function weightRows({ nodes }: Weight): string[][] {
	const ours = median(nodes[0]?.milliseconds ?? []);
	return [
		[
			'node and credential',
			'times ours',
			'loading: ms',
			'files loaded',
			'kB loaded',
			'kB packed',
			'kB unpacked',
		],
		...nodes.map(({ name, milliseconds: all, loaded, size }) => [
			name,
			times(median(all) / ours),
			milliseconds(all),
			String(loaded.files),
			kilobytes(loaded.bytes),
			size ? kilobytes(size.packed) : '–',
			size ? kilobytes(size.unpacked) : '–',
		]),
	];
}

function kilobytes(bytes: number): string {
	return short(bytes / 1_000);
}
