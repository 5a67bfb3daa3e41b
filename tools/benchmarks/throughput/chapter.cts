import { markdownTable } from '../../asterisk/report/markdown.cts';
import { barsChart, type Row } from '../charts/bars.cts';
import { circumstancesLine } from '../results/circumstances.cts';
import { median, ratiosOf } from '../results/statistics.cts';
import { milliseconds, times, timesAsFast, whole } from '../results/words.cts';
import { type Protocol, baselineOf, tokenInUrl } from './rivals.cts';
import type { MeasuredRival, Throughput } from './throughput.cts';

const protocols: readonly Protocol[] = ['http', 'https'];

/** The row that comes first in "In short". */
export const ourName = 'PBX node, JSON, 5 in flight';

export function throughputChapter(measured: Throughput): string {
	return `## Throughput

${whole(measured.whispers)} whispers in one execution: a webhook gets the requests, Split Out makes one item of each, and the node
that is measured sends them. The time is n8n's own execution time of that node, read from the execution's
data. In each round each candidate runs once, one after the other. *Times as fast*: against the HTTP Request node with
the same credential over the same protocol, round by round; the median, and in brackets the least and the most.

${circumstancesLine(measured)}

![Milliseconds for 1,000 whispers, over http and over https](images/bench-throughput.svg)

${markdownTable(throughputRows(measured))}
- The HTTP Request node starts all its requests at once; this is how it comes out of the box. Its JSON body
  is an expression, as a user would write it.
- The PBX node's two expressions name fields of the item (\`{{ $json.agent }}\`), which n8n resolves once in a process;
  with \`trim()\` behind them n8n resolves both in one go for each item, as it resolves the one of the HTTP Request node.
- *Fixed numbers*: the extensions are written into the node, and it is compared with an HTTP Request node that has its
  body written into it. As all items name the same extensions, the PBX node starts one whisper after the other.
- *Token in the URL*: signed in beforehand by hand, with the token in the URL. It shows what signing
  with a credential costs; a workflow that does so ends when the token does, and shows the token to everybody.
- *Plain Node*: no n8n at all, connections are kept. n8n's HTTP helper opens a connection for each request,
  and a verified node has nothing else, so this is a limit and no aim.
- The PBX behind the API takes no time and ends every whisper at once; all of them were accepted. A real
  PBX is slower than every row of this table.
`;
}

/** How many times as fast as the HTTP Request node, one for each round; empty for the HTTP Request node itself. */
export function timesOf({ rivals }: Throughput, name: string, protocol: Protocol): number[] {
	const own = rivals.find((one) => one.name === name && one.protocol === protocol);
	const rival = rivals.find((one) => one.name === baselineOf(name) && one.protocol === protocol);
	return ratiosOf(own?.milliseconds ?? [], rival?.milliseconds ?? []);
}

/** The same against the HTTP Request node with the token in its URL. */
export function timesOfTokenInUrl({ rivals }: Throughput, protocol: Protocol): number[] {
	const [own, rival] = [ourName, tokenInUrl].map(
		(name) => rivals.find((one) => one.name === name && one.protocol === protocol)?.milliseconds,
	);
	return ratiosOf(own ?? [], rival ?? []);
}

function throughputRows(measured: Throughput): string[][] {
	const cells = (name: string) =>
		byProtocol(measured, name).flatMap(({ protocol, milliseconds: all }) => [
			timesAsFast(timesOf(measured, name, protocol)),
			milliseconds(all),
		]);
	return [
		[
			`${whole(measured.whispers)} whispers by`,
			...protocols.flatMap((protocol) => [`${protocol}: times as fast`, `${protocol}: ms`]),
		],
		...namesOf(measured).map((name) => [name, ...cells(name)]),
	];
}

export function throughputChart(measured: Throughput): string {
	const rows = namesOf(measured).map((name): Row => {
		const bars = byProtocol(measured, name).map(({ protocol, milliseconds: all }) => {
			const time = median(all);
			const label = `${whole(time)} ms, ${times(median(timesOf(measured, name, protocol)))}`;
			return [{ value: time, label }];
		});
		return { name, kind: kindOf(name), bars };
	});
	const titles = protocols.map((protocol) => `1,000 whispers over ${protocol}: ms, × as fast`);
	return barsChart(rows, { titles, names: 330, panel: 330, labels: 0.36 });
}

function kindOf(name: string): Row['kind'] {
	if (name.startsWith('PBX')) return 'pbx';
	return name.startsWith('HTTP') ? 'rival' : 'limit';
}

export function namesOf({ rivals }: Throughput): string[] {
	return [...new Set(rivals.map(({ name }) => name))];
}

export function byProtocol({ rivals }: Throughput, name: string): MeasuredRival[] {
	return protocols.flatMap(
		(protocol) => rivals.find((one) => one.name === name && one.protocol === protocol) ?? [],
	);
}
