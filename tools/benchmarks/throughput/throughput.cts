import { z } from 'zod';
import type { BenchmarkSettings } from '../options.cts';
import { withOwnedN8n } from '../../n8n/ownedN8n.cts';
import { withPbxs } from '../pbx/pbxs.cts';
import { totalOf, trafficOf, trafficShape, type Traffic } from '../pbx/traffic.cts';
import { circumstancesShape, type Values } from '../results/circumstances.cts';
import { type Rival, rivals } from './rivals.cts';

const measuredRivalShape = z.object({
	name: z.string(),
	protocol: z.enum(['http', 'https']),
	/** One for each round. */
	milliseconds: z.array(z.number()),
	/** Of all counted rounds and the one before them. */
	traffic: trafficShape,
});

export type MeasuredRival = z.infer<typeof measuredRivalShape>;

export const throughputShape = circumstancesShape.extend({
	whispers: z.number(),
	rivals: z.array(measuredRivalShape),
});

export type Throughput = z.infer<typeof throughputShape>;

const whispers = 1_000;

export function measureThroughput({ rounds, log }: BenchmarkSettings): Promise<Values<Throughput>> {
	return withPbxs((pbxs) =>
		withOwnedN8n(log, async (measured) => {
			const all = await rivals(measured, pbxs);
			return { whispers, rivals: await roundRobin(all, { rounds, log }) };
		}),
	);
}

/** Every rival once in each round, so that a busy minute of the machine hits all of them. */
async function roundRobin(
	all: readonly Rival[],
	{ rounds, log }: BenchmarkSettings,
): Promise<MeasuredRival[]> {
	const measured = all.map((rival) => ({
		rival,
		milliseconds: [] as number[],
		traffic: [] as Traffic[],
	}));
	for (let round = 0; round <= rounds; round += 1) {
		log(round === 0 ? 'Throughput, warming up …' : `Throughput, round ${round} of ${rounds} …`);
		for (const { rival, milliseconds, traffic } of measured) {
			const seen = await trafficOf(rival.pbx, whispers, async () => {
				const time = await rival.whisper(whispers);
				if (round > 0) milliseconds.push(time);
			});
			traffic.push(seen);
		}
	}
	return measured.map(({ rival: { name, protocol }, milliseconds, traffic }) => ({
		name,
		protocol,
		milliseconds,
		traffic: totalOf(traffic),
	}));
}
