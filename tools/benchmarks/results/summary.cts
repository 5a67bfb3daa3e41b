import { startedRatio } from '../events/chapter.cts';
import { callsTimes } from '../growth/callsChapter.cts';
import { itemsTimes } from '../growth/chapter.cts';
import { listsTimes } from '../growth/listsChapter.cts';
import { latencyTimes } from '../latency/chapter.cts';
import { signInsOf } from '../queue/chapter.cts';
import { waitingOf } from '../supervision/chapter.cts';
import { ourName, timesOf } from '../throughput/chapter.cts';
import type { Results } from './results.cts';
import { median } from './statistics.cts';
import { milliseconds, short, times, timesAsFast } from './words.cts';

/** The PBX node against the HTTP Request node with the same credential; the first row is the head. */
export function summaryRows(results: Results): string[][] {
	return [['the PBX node', 'measured'], ...ratios(results), ...costs(results)];
}

function ratios({ throughput, latency, growth }: Results): string[][] {
	const faster = (what: string, all: readonly number[]) =>
		all.length === 0 ? [] : [[what, `${timesAsFast(all)} as fast as HTTP Request`]];
	return [
		...(throughput
			? [
					...faster('1,000 whispers, http', timesOf(throughput, ourName, 'http')),
					...faster('1,000 whispers, https', timesOf(throughput, ourName, 'https')),
				]
			: []),
		...(growth
			? [
					...faster('10,000 whispers, http', itemsTimes(growth, 10_000)),
					...faster('a list of 5,000 extensions, JSON', listsTimes(growth, 'json', 5_000)),
					...faster('a list of 5,000 extensions, XML', listsTimes(growth, 'xml', 5_000)),
					...faster(
						'the calls of 1,000 channels, internal',
						callsTimes(growth.calls, 'internal', 1_000),
					),
					...faster(
						'the calls of 1,000 channels, over a trunk',
						callsTimes(growth.calls, 'inbound', 1_000),
					),
				]
			: []),
		...(latency
			? faster('from the webhook to the whisper, p50', latencyTimes(latency, 'PBX node'))
			: []),
	];
}

function costs({ throughput, queue, supervision, events, weight }: Results): string[][] {
	const own = throughput?.rivals.find(({ name }) => name === ourName)?.traffic;
	const [unused = []] = queue ? signInsOf(queue) : [];
	const node = weight?.nodes[0];
	return [
		...(own ? [['requests for one whisper', (own.requests / own.whispers).toFixed(2)]] : []),
		...(unused.length > 0
			? [['sign-ins of two workers with a fresh credential', String(median(unused))]]
			: []),
		...(supervision
			? [1, 200].map((waiting) => [
					`requests a second while ${waiting} executions wait for a call`,
					short(median(waitingOf(supervision, waiting)?.requestsPerSecond ?? [])),
				])
			: []),
		...(events
			? [
					[
						'executions that reports start, a second',
						`${times(startedRatio(events))} as many as the Webhook node`,
					],
				]
			: []),
		...(node ? [['loading the node, ms', milliseconds(node.milliseconds)]] : []),
		...(node?.size ? [['package, kB packed', (node.size.packed / 1_000).toFixed(0)]] : []),
	];
}
