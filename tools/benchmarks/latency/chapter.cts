import { markdownTable } from '../../asterisk/report/markdown.cts';
import { barsChart, type Bar, type Row } from '../charts/bars.cts';
import { circumstancesLine } from '../results/circumstances.cts';
import { median, quantile, ratiosOf } from '../results/statistics.cts';
import { short, timesAsFast } from '../results/words.cts';
import { baseline } from './chains.cts';
import type { Latency } from './latency.cts';

type MeasuredChain = Latency['chains'][number];

export function latencyChapter(measured: Latency): string {
	const { rounds, calls } = measured;
	return `## Latency

From the call of a production webhook until the PBX has the whisper command, over HTTP; caller and PBX are
one program with one clock. ${rounds * calls} calls each: alone (the workflows in turn, with a pause before each call), then
one every 100 ms whether or not the one before has finished. *Times as fast*: p50, alone, against the HTTP Request
node with the same credential, round by round. The last row has no PBX in it: it is the time
until the webhook of a workflow without any other node answers. With so few calls p99 is nearly the slowest.

${circumstancesLine(measured)}

![Milliseconds from the webhook to the whisper: p50, p95 and p99, alone and at 10 calls a second](images/bench-latency.svg)

${markdownTable(latencyRows(measured))}`;
}

/** How many times as fast as the HTTP Request node, one for each round. */
export function latencyTimes({ chains }: Latency, name: string): number[] {
	const p50s = (wanted: string) =>
		chains.find((one) => one.name === wanted)?.alone.map((round) => median(round)) ?? [];
	return ratiosOf(p50s(name), p50s(baseline));
}

function latencyRows(measured: Latency): string[][] {
	return [
		[
			'webhook and',
			'times as fast',
			'alone: p50 / p95 / p99 ms',
			'10 a second: p50 / p95 / p99 ms',
		],
		...measured.chains.map((chain) => [
			chain.name,
			timesAsFast(latencyTimes(measured, chain.name)),
			...situations.map((situation) =>
				percentiles(chain, situation)
					.map(({ value }) => short(value))
					.join(' / '),
			),
		]),
	];
}

const situations = ['alone', 'tenASecond'] as const;

function percentiles(chain: MeasuredChain, situation: (typeof situations)[number]): Bar[] {
	const all = chain[situation].flat();
	return [0.5, 0.95, 0.99].map((share) => {
		const value = quantile(all, share);
		return { value, label: `p${share * 100}  ${short(value)}` };
	});
}

export function latencyChart({ chains }: Latency): string {
	const rows = chains.map((chain): Row => {
		const kind = chain.name.startsWith('PBX')
			? 'pbx'
			: chain.name.startsWith('HTTP')
				? 'rival'
				: 'limit';
		return { name: chain.name, kind, bars: situations.map((one) => percentiles(chain, one)) };
	});
	const titles = ['Alone: milliseconds', '10 calls a second: milliseconds'];
	return barsChart(rows, { titles, names: 315, panel: 300, labels: 0.24 });
}
