import { markdownTable } from '../../asterisk/report/markdown.cts';
import { linesChart } from '../charts/lines.cts';
import { comparedPanel, comparedRow, timesOf, type Compared } from './compared.cts';
import type { Growth } from './growth.cts';
import { listRivals, type Lists } from './lists.cts';

type Format = Lists[number]['format'];

const formats: readonly Format[] = ['json', 'xml'];

export function listsChapter({ lists }: Pick<Growth, 'lists'>): string {
	return `### More extensions

*Extension: Get Many* (all) against an HTTP Request node with the same credential and n8n's own nodes that make one item for each
extension: Split Out, and for XML n8n's XML node before it. The time is that of all these nodes; the simulated PBX
writes each list once, before the runs that count. The rivals' items still hold the passwords and PINs that the PBX sends along.
Lists of up to 1,000 extensions run three times in a round. Before each run n8n collects its garbage, which is not in the time: storing
an execution leaves up to 250 MB of it, which Node would otherwise collect in the middle of the next execution.

![Milliseconds for a list of 10 to 20,000 extensions, JSON and XML](images/bench-lists.svg)

${markdownTable([
	['extensions', 'times as fast', 'PBX node: ms', 'HTTP Request and others: ms'],
	...formats.flatMap((format) =>
		compared(lists, format).map((one) => comparedRow(one, format.toUpperCase())),
	),
])}`;
}

export function listsTimes({ lists }: Growth, format: Format, count: number): number[] {
	return timesOf(compared(lists, format), count);
}

export function listsChart({ lists }: Growth): string {
	return linesChart(
		formats.map((format) =>
			comparedPanel(format.toUpperCase(), 'extensions', compared(lists, format), {
				...listRivals[format],
				rivalKind: format === 'json' ? 'rival' : 'other',
			}),
		),
	);
}

function compared(lists: Lists, format: Format): Compared[] {
	const sizesOf = (name: string) =>
		lists.find((one) => one.name === name && one.format === format)?.sizes ?? [];
	const rival = sizesOf(listRivals[format].rival);
	return sizesOf(listRivals[format].own).map(({ extensions, milliseconds }, n) => ({
		rows: extensions,
		own: milliseconds,
		rival: rival[n]?.milliseconds ?? [],
	}));
}
