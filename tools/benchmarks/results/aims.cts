import { markdownTable } from '../../asterisk/report/markdown.cts';
import { startedRatio } from '../events/chapter.cts';
import { pbxNodeName } from '../growth/items.cts';
import { waitingOf } from '../supervision/chapter.cts';
import { ourName, timesOf } from '../throughput/chapter.cts';
import type { Results } from './results.cts';
import { median } from './statistics.cts';
import { milliseconds, short, times, timesAsFast } from './words.cts';

/** What this package is to reach, what was measured, and what holds the rest. */
export function aimsChapter(results: Results): string {
	return `## Aims, and what holds them

${markdownTable([['aim', 'measured'], ...rows(results)])}
- **Expressions.** n8n resolves every expression in an isolate, and each way there and back takes about as long as a whole
  request on the loopback address. A whisper has two, one for each extension; the HTTP Request node has one. Where all
  expressions of an item are plain (\`{{ $json.agent }}\` and the like), the PBX node hands them over as one list, so that
  n8n goes there once for each item; where one is not, each is resolved by itself. Those of 25 items are resolved in a row:
  between requests an isolate works markedly slower. n8n still resolves them itself: the node only asks once.
- **Our own part** of a whisper with fixed numbers, from the item to the result and without n8n's HTTP helper, is 0.03 to 0.04 ms
  of processor time. The rest is n8n, the helper and the connection.
- **Connections.** n8n's HTTP helper, which a verified node must use, opens a connection for each request and makes two
  agents for it; over https that is a handshake each, about two thirds of what such a request costs. What a node may give
  was tried (n8n 2.41): \`agentOptions.keepAlive\` opens as many connections and leaves each of them open; a TLS session
  could be handed over (\`agentOptions.session\`), but the stream that the helper gives does not lead to the socket that has
  one, and without it there is none to reuse.
- **Streams.** A reply is read as a stream, because n8n's helper caps no text. That costs about 0.1 ms a request; whether the
  stream is read with events or with a loop makes no difference.
- **The credential** is read from n8n's database and decrypted once for each execution, as by every node that has one. That is
  most of what a single whisper takes longer than a request with the token in its URL; it happens while the expressions
  of the first item are resolved.
- **Lists.** Reading a reply was the smaller part: of 48 ms for 5,000 extensions in JSON, 42 went into copying objects with
  spread and \`Object.fromEntries\`. Domain objects and items are written out field by field now. Only the fields that are kept
  are copied, so no secret of the reply is.
- **Weight.** The package has no parser of others in it: its readers of XML, JSON and CSV are its own. Comments and type
  declarations are left out. Of what is packed, 113 kB were the first two families; the rest is three more families, Asterisk's events,
  and the operations and pickers that came since.
- **Loading.** n8n loads what the panel shows when it starts; the router, sign-in, supervision, pickers, drivers and the readers of
  reports are loaded when they are first used. Each step in turns on one busy machine, the least of 12, in ms of processor
  time: 41.6 with 167 files; 37.1 with lists sorted without \`localeCompare\`, whose first call loads the rules of all languages;
  28.7 with the readers of reports left for the first report (138 files); 20.1 with what only an execution needs left for the
  first one (95); 17.0 with the fields of the operations made without n8n's \`updateDisplayOptions\`, which merges each deeply; 16.2
  with the pickers left for the first list (88 files). Confluence took 14.9 in the same turns. In exchange the first execution in a
  process loads 78 files in 13.4 ms, where it loaded the driver's 24 in 3.3. What holds the rest: the same code in two
  files, one for the node and one for the credential, takes 9.7; each file by itself adds less than 0.1, and an operation
  stays in one file. n8n's lists for loading a node at its first use (\`dist/known\`, \`dist/types\`) do not help: n8n 2.41 reads
  them for its own packages only, and they would add 12 kB.
`;
}

function rows({ throughput, latency, supervision, events, growth, weight }: Results): string[][] {
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
		...(supervision
			? [
					[
						'as many requests a second for 200 executions that wait as for one',
						times(requestsOf(supervision, 200) / requestsOf(supervision, 1)),
					],
				]
			: []),
		...(events
			? [
					[
						'0.9 × as many executions a second by the trigger as by the Webhook node',
						times(startedRatio(events)),
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
		...(node?.size
			? [
					[
						'113 kB packed for two families, and 12 kB for each of three more',
						`${(node.size.packed / 1_000).toFixed(0)} kB`,
					],
				]
			: []),
	];
}

function requestsOf(supervision: NonNullable<Results['supervision']>, waiting: number): number {
	return median(waitingOf(supervision, waiting)?.requestsPerSecond ?? []);
}

function ratioOf(throughput: NonNullable<Results['throughput']>, name: string): string {
	return timesAsFast(timesOf(throughput, name, 'http'));
}
