import { markdownTable } from '../../asterisk/report/markdown.cts';
import { startedRatio } from '../events/chapter.cts';
import { callsTimes } from '../growth/callsChapter.cts';
import { nothingNode, pbxNodeName } from '../growth/items.cts';
import { listsTimes } from '../growth/listsChapter.cts';
import { waitingOf } from '../supervision/chapter.cts';
import { ourName, timesOf, timesOfTokenInUrl } from '../throughput/chapter.cts';
import type { Results } from './results.cts';
import { median } from './statistics.cts';
import { milliseconds, short, times, timesAsFast, whole } from './words.cts';

/** What this package is to reach, what was measured, and what holds the rest. */
export function aimsChapter(results: Results): string {
	return `## Aims, and what holds them

${markdownTable([['aim', 'measured'], ...rows(results)])}
- **Expressions.** n8n resolves every expression in an isolate, and each way there and back takes about as long as a whole
  request on the loopback address. A whisper has two, one for each extension; the HTTP Request node has one. Where all
  expressions of an item are plain, the PBX node hands them over as one list, so that n8n goes there once for each item; those
  of 25 items in a row, because between requests an isolate works markedly slower. Where all are mere paths into the item
  (\`{{ $json.agent }}\`), n8n resolves them once in a process; if that gives what stands there, the node reads the other items itself. Of 1,000
  whispers' 1.7 s of processor time expressions took 0.7; now they take 4 ms.
- **Our own part.** Of 0.8 s of processor time for 1,000 whispers with paths, 0.1 is the code of this package, from the item to the
  result. n8n's HTTP helper (axios) takes 0.3, Node's sockets and streams the rest. Nothing is done for an item that can be done
  once: the credential is read once and the stored session parsed once.
- **Memory.** A whisper allocates about 160 kB, nine tenths of it in n8n's HTTP helper and in Node; of that about 32 kB outlive two
  collections of young objects, because five whispers are always on their way, and stay as garbage until Node finds a full
  collection worth while. After one, 0.7 kB of each item are left, its result. Hence the figure with little room in *More items*.
- **Connections.** n8n's HTTP helper, which a verified node must use, opens a connection for each request and makes two
  agents for it; over https that is a handshake each, about two thirds of what such a request costs. What a node may give
  was tried (n8n 2.41): \`agentOptions.keepAlive\` opens as many connections and leaves each of them open; a
  \`Connection: keep-alive\` header changes nothing (2,000 connections for 2,000 whispers), as each request has agents of its own; a TLS session
  could be handed over (\`agentOptions.session\`), but the stream that the helper gives does not lead to the socket that has
  one, and without it there is none to reuse.
- **Events.** The isolate that n8n sets up for each report, see *Events*. The trigger's path is an expression, because it ends in a
  key that is made anew with each publication, and n8n wants such a path to be unique.
- **Streams.** A reply is read as a stream, because n8n's helper caps no text. That costs about 0.1 ms a request; whether the
  stream is read with events or with a loop makes no difference.
- **The credential** is read from n8n's database and decrypted once for each execution, as by every node that has one. That is
  most of what a single whisper takes longer than a request with the token in its URL; it happens while the expressions
  of the first item are resolved.
- **Lists.** Items are written out field by field: spread and \`Object.fromEntries\` took most of the time. Of a reply only the
  fields that are used are made into values, so no secret is. Rows of JSON that are written like one before them are one match each of a
  regular expression made from that row: V8 runs it as machine code at once, while a reader in JavaScript takes three times
  as long until V8 has compiled it, and is forgotten again between two lists. Read by itself, a list of 10.8 MB takes 6 ms; it took 41, and
  \`JSON.parse\` takes 27, rounds numbers, and can be held up by 12 MB from a hostile PBX for a second, with 0.5 GB.
- **Calls of an Asterisk.** The hold states of calls over a trunk were asked for one by one (503 requests for 1,000 channels), and then
  by one \`Status\` beside three other requests. \`Status\` shows the channels too, and the hints the states of the extensions: two requests are left.
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
					...(['http', 'https'] as const).map((protocol) => [
						`1,000 whispers over ${protocol} ahead of an HTTP Request node with the token in its URL`,
						timesAsFast(timesOfTokenInUrl(throughput, protocol)),
					]),
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
					[
						'at most twice the memory that n8n itself needs for 10,000 items',
						times(limitedOf(growth, pbxNodeName) / limitedOf(growth, nothingNode)),
					],
					...([5_000, 20_000] as const).flatMap((count) =>
						(['json', 'xml'] as const).map((format) => [
							`a list of ${whole(count)} extensions in ${format.toUpperCase()} ahead of n8n's own nodes`,
							timesAsFast(listsTimes(growth, format, count)),
						]),
					),
					...(['internal', 'inbound'] as const).map((kind) => [
						`the calls of 1,000 channels${kind === 'inbound' ? ' over a trunk' : ''} ahead of n8n's own nodes`,
						timesAsFast(callsTimes(growth.calls, kind, 1_000)),
					]),
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

function limitedOf({ limitedMemory }: NonNullable<Results['growth']>, name: string): number {
	return median(limitedMemory.find((one) => one.name === name)?.bytes ?? []);
}

function requestsOf(supervision: NonNullable<Results['supervision']>, waiting: number): number {
	return median(waitingOf(supervision, waiting)?.requestsPerSecond ?? []);
}

function ratioOf(throughput: NonNullable<Results['throughput']>, name: string): string {
	return timesAsFast(timesOf(throughput, name, 'http'));
}
