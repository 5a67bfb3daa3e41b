import { z } from 'zod';
import type { BenchmarkSettings } from '../options.cts';
import { withOwnedN8n } from '../../n8n/ownedN8n.cts';
import { withPbxs } from '../pbx/pbxs.cts';
import { circumstancesShape, type Values } from '../results/circumstances.cts';
import { chains } from './chains.cts';
import { Stopwatch } from './stopwatch.cts';

/** Milliseconds of every call, round by round. */
const roundsShape = z.array(z.array(z.number()));

const measuredChainShape = z.object({
	name: z.string(),
	alone: roundsShape,
	tenASecond: roundsShape,
});

export const latencyShape = circumstancesShape.extend({
	/** For each chain in each round. */
	calls: z.number(),
	chains: z.array(measuredChainShape),
});

export type Latency = z.infer<typeof latencyShape>;

const calls = 20;

export function measureLatency({ rounds, log }: BenchmarkSettings): Promise<Values<Latency>> {
	return withPbxs((pbxs) =>
		withOwnedN8n(log, async (owned) => {
			const stopwatch = new Stopwatch(owned.n8n.url, pbxs.phones.arrivals);
			const measured = (await chains(owned, pbxs)).map((chain) => ({
				chain,
				alone: [] as number[][],
				tenASecond: [] as number[][],
			}));
			log('Latency, warming up …');
			const all = measured.map(({ chain }) => chain);
			await stopwatch.inTurns(all, calls / 2);
			for (let round = 1; round <= rounds; round += 1) {
				log(`Latency, round ${round} of ${rounds} …`);
				const undisturbed = await stopwatch.inTurns(all, calls);
				for (const { chain, alone, tenASecond } of measured) {
					alone.push(undisturbed.get(chain) ?? []);
					tenASecond.push(await stopwatch.steadily(chain, { calls, interval: 100 }));
				}
			}
			return {
				calls,
				chains: measured.map(({ chain: { name }, ...times }) => ({ name, ...times })),
			};
		}),
	);
}
