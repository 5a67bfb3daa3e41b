import { parseArgs } from 'node:util';
import type { Log } from '../log.cts';

export const usage = `Measures the PBX node against what else n8n offers, and writes docs/benchmarks.md.

  npm run bench -- [throughput] [cost] [queue] [latency] [supervision] [events] [growth] [readers] [weight] [--rounds N] [--draw]

  PART       measures only these parts; what was measured of the others stays (all when not given)
  --rounds   how often everything is measured, 1 to 10 (5 when not given)
  --draw     measures nothing: makes page and images again from docs/benchmarks.json
`;

const partNames = [
	'throughput',
	'cost',
	'queue',
	'latency',
	'supervision',
	'events',
	'growth',
	'readers',
	'weight',
] as const;

export type PartName = (typeof partNames)[number];

export interface BenchmarkOptions {
	parts: readonly PartName[];
	rounds: number;
}

/** What the command line asks for; undefined when it asks for something that there is not. */
export function readOptions(args: string[]): BenchmarkOptions | undefined {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			rounds: { type: 'string', default: '5' },
			draw: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const rounds = Number(values.rounds);
	const bounded = Number.isInteger(rounds) && rounds >= 1 && rounds <= 10;
	const known = positionals.every((name) => partNames.some((part) => part === name));
	if (values.help || !bounded || !known || (values.draw && positionals.length > 0))
		return undefined;
	if (values.draw) return { parts: [], rounds };
	const chosen = partNames.filter((part) => positionals.includes(part));
	return { parts: chosen.length > 0 ? chosen : partNames, rounds };
}

/** What every part of the benchmarks gets. */
export interface BenchmarkSettings {
	/** How often everything is measured; one more round to warm up is not counted. */
	rounds: number;
	log: Log;
}
