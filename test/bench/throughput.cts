import type { Rival } from './rival.cts';
import { spreadOf, type Spread } from './statistics.cts';
import { totalOf, trafficOf, type Traffic } from './traffic.cts';

export interface ThroughputSettings {
	whispers: number;
	rounds: number;
}

export interface Throughput {
	name: string;
	milliseconds: Spread;
	/** Of all counted rounds and the one before them. */
	traffic: Traffic;
}

/** Every rival once in each round, so that a busy minute of the machine hits all of them. */
export async function throughput(
	rivals: readonly Rival[],
	{ whispers, rounds }: ThroughputSettings,
	say: (line: string) => void,
): Promise<Throughput[]> {
	const measured = rivals.map((rival) => ({
		rival,
		times: [] as number[],
		traffic: [] as Traffic[],
	}));
	for (let round = 0; round <= rounds; round += 1) {
		say(round === 0 ? 'Throughput, warming up …' : `Throughput, round ${round} of ${rounds} …`);
		for (const { rival, times, traffic } of measured) {
			const seen = await trafficOf(rival.pbx, whispers, async () => {
				const time = await rival.whisper(whispers);
				if (round > 0) times.push(time);
			});
			traffic.push(seen);
		}
	}
	return measured.map(({ rival: { name }, times, traffic }) => ({
		name,
		milliseconds: spreadOf(times),
		traffic: totalOf(traffic),
	}));
}
