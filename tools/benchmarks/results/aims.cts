import { markdownTable } from '../../asterisk/report/markdown.cts';
import { pbxNodeName } from '../growth/items.cts';
import { ourName, timesOf } from '../throughput/chapter.cts';
import type { Results } from './results.cts';
import { median } from './statistics.cts';
import { milliseconds, short, times, timesAsFast } from './words.cts';

/** What this package is to reach, what was measured, and what holds the rest. */
export function aimsChapter(results: Results): string {
	return `## Aims, and what holds them

${markdownTable([['aim', 'measured'], ...rows(results)])}
Before the changes that these measurements asked for (2026-11-23, the same machine, an hour later, 5 rounds): 1,000 whispers
over http took 3,203 ms, 1.3 × as fast as the HTTP Request node; over https 4,518 ms, 1.2 ×; p50 was 6.2 ms more than
the webhook and one POST.

- **Expressions.** n8n resolves every expression in an isolate, and each of them takes about as long as a whole request on
  the loopback address. A whisper has two, one for each extension; the HTTP Request node has one. The PBX node reads each
  of them once (it was twice) and those of 25 items in a row: between requests an isolate works markedly slower. Reading all
  of them in a row before the first request would gain another tenth, and n8n would hear of nothing else meanwhile. To
  resolve simple expressions itself would be faster still, and no longer be n8n's answer.
- **Connections.** n8n's HTTP helper, which a verified node must use, opens a connection for each request and makes two
  agents for it; over https that is a handshake each. It takes neither an agent nor a TLS session from a node.
- **The credential** is read from n8n's database and decrypted once for each execution, as by every node that has one. That is
  most of what a single whisper takes longer than a request with the token in its URL; it happens while the expressions
  of the first item are resolved.
- **Weight.** A quarter of the package is the XML parser, bundled because a verified node has no dependencies; a tenth is what so
  many small files cost in an archive; the README is 8 kB. Comments and type declarations are left out. Bundling the files
  into one was tried: 100 kB at best, and what is installed could no longer be read. Loading is the time of so many files.
`;
}

function rows({ throughput, latency, growth, weight }: Results): string[][] {
	const own = throughput?.rivals.find(({ name }) => name === ourName)?.traffic;
	const p50 = (name: string) =>
		median((latency?.chains.find((one) => one.name === name)?.alone ?? []).flat());
	const perItem = (count: number) => {
		const all = growth?.items.find(({ name }) => name === pbxNodeName)?.sizes ?? [];
		return median(all.find(({ items }) => items === count)?.milliseconds ?? []) / count;
	};
	const node = weight?.nodes[0];
	return [
		...(throughput
			? [
					['1,000 whispers 5 × as fast as by the HTTP Request node', ratioOf(throughput, ourName)],
					['the same with fixed numbers', ratioOf(throughput, 'PBX node, JSON, fixed numbers')],
				]
			: []),
		...(own ? [['1.00 request for a whisper', (own.requests / own.whispers).toFixed(2)]] : []),
		...(latency
			? [
					[
						'p50 at most 1 ms more than the webhook and one POST',
						`${short(p50('PBX node') - p50('HTTP Request, token in the URL'))} ms more`,
					],
				]
			: []),
		...(growth
			? [
					[
						'as many ms for an item with 10,000 as with 100, within 20 %',
						times(perItem(10_000) / perItem(100)),
					],
				]
			: []),
		...(node
			? [['node and credential loaded in 15 ms', `${milliseconds(node.milliseconds)} ms`]]
			: []),
		...(node?.size ? [['100 kB packed', `${(node.size.packed / 1_000).toFixed(0)} kB`]] : []),
	];
}

function ratioOf(throughput: NonNullable<Results['throughput']>, name: string): string {
	return timesAsFast(timesOf(throughput, name, 'http'));
}
