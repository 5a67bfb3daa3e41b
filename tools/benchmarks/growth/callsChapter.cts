import { markdownTable } from '../../asterisk/report/markdown.cts';
import { linesChart } from '../charts/lines.cts';
import { callRivals, type CallKind, type Calls } from './calls.cts';
import { comparedPanel, comparedRow, timesOf, type Compared } from './compared.cts';

const kinds: readonly CallKind[] = ['internal', 'inbound'];

const kindNames: Readonly<Record<CallKind, string>> = { internal: 'internal', inbound: 'trunk' };

export function callsChapter(calls: Calls): string {
	return `
### Calls of an Asterisk

*Call: Get Many* (all) against an HTTP Request node with the same credential, which asks for \`CoreShowChannels\` in Asterisk's own
text format (\`rawman\`), and a Code node that splits that text and makes one item for each call. Each call has two channels.
*Internal*: between two extensions each; *trunk*: each from a customer over the same trunk. All run three times in a round, as
lists do. The simulated Asterisk answers with the fields of a real one; it writes each of its lists once, before the runs that
count, so its time is next to none on both sides.

The two do not give the same. The PBX node also says which party is which extension, in what state that is, and who is on hold: it
asks for \`Status\`, which shows who waits as well, and for all hints. These two replies are 1.6 times as long as the one that the rival reads.

![Milliseconds for the calls of 10 to 1,000 channels, internal and over a trunk](images/bench-calls.svg)

${markdownTable([
	['channels', 'times as fast', 'PBX node: ms', 'HTTP Request and Code: ms'],
	...kinds.flatMap((kind) => compared(calls, kind).map((one) => comparedRow(one, kindNames[kind]))),
])}`;
}

export function callsTimes(calls: Calls, kind: CallKind, channels: number): number[] {
	return timesOf(compared(calls, kind), channels);
}

export function callsChart(calls: Calls): string {
	return linesChart(
		kinds.map((kind) =>
			comparedPanel(`Calls, ${kindNames[kind]}`, 'channels', compared(calls, kind), {
				...callRivals,
				rivalKind: 'rival',
			}),
		),
	);
}

function compared(calls: Calls, kind: CallKind): Compared[] {
	const sizesOf = (name: string) =>
		calls.find((one) => one.name === name && one.kind === kind)?.sizes ?? [];
	const rival = sizesOf(callRivals.rival);
	return sizesOf(callRivals.own).map(({ channels, milliseconds }, n) => ({
		rows: channels,
		own: milliseconds,
		rival: rival[n]?.milliseconds ?? [],
	}));
}
