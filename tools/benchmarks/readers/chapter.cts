import { markdownTable } from '../../asterisk/report/markdown.cts';
import { circumstancesLine } from '../results/circumstances.cts';
import { ratiosOf, spreadOf } from '../results/statistics.cts';
import { milliseconds, short, times, timesAsFast } from '../results/words.cts';
import type { Readers } from './readers.cts';

export function readersChapter(measured: Readers): string {
	return `## Reading replies

n8n does nothing else while a reply is read. The readers alone, in one process, without n8n: the package's own, which keep every
value as text and refuse what is too long, too deep or too much, and what a general parser (\`JSON.parse\`, fast-xml-parser)
takes to give the same.

${circumstancesLine(measured)}

${markdownTable(validRows(measured))}
The longest that a hostile reply just below the limit of ${short(measured.limitBytes / 1e6)} MB takes, against a valid one of the same size (the least of
all rounds, because whatever else the machine does only adds to it):

${markdownTable(hostileRows(measured))}`;
}

/** How many times as fast as a general parser. */
export function readerTimes({ valid }: Readers, name: string): number[] {
	const one = valid.find((each) => each.name === name);
	return ratiosOf(one?.own ?? [], one?.general ?? []);
}

function validRows(measured: Readers): string[][] {
	return [
		['reply', 'MB', 'times as fast', 'own reader: ms', 'general parser: ms'],
		...measured.valid.map(({ name, bytes, own, general }) => [
			name,
			short(bytes / 1e6),
			timesAsFast(readerTimes(measured, name)),
			milliseconds(own),
			milliseconds(general),
		]),
	];
}

/** The worst of each format. */
function hostileRows({ hostile }: Readers): string[][] {
	const judged = hostile.map(({ name, format, milliseconds: all, valid }) => {
		const [least, leastValid] = [spreadOf(all).least, spreadOf(valid).least];
		return { name, format, least, leastValid, ratio: least / leastValid };
	});
	judged.sort((one, other) => other.ratio - one.ratio);
	const formats = [...new Set(judged.map(({ format }) => format))];
	const worst = formats.flatMap((format) => judged.find((one) => one.format === format) ?? []);
	return [
		['format', 'the worst', 'ms', 'a valid one: ms', 'times as long'],
		...worst.map(({ format, name, least, leastValid, ratio }) => [
			format,
			name,
			short(least),
			short(leastValid),
			times(ratio),
		]),
	];
}
