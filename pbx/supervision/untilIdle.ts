import { Failure } from '../failure';
import { pauses } from './pauses';
import type { Turn } from './turn';

/** ms within which a phone that was hung up is free. */
export const hangUpTime = 5_000;

/** Waits until nothing goes on at the extension. */
export async function untilIdle(
	extension: string,
	{ clock, looks }: Turn,
): Promise<'idle' | 'busy' | 'notTold'> {
	const until = clock.now() + hangUpTime;
	for (const pause of pauses(100, 500)) {
		const seen = await looks.at([extension]);
		const state =
			seen instanceof Failure
				? 'unknown'
				: seen.extensions.find(({ number }) => number === extension)?.state;
		if (state === 'idle') return 'idle';
		const left = until - clock.now();
		if (left <= 0 || clock.cancelled()) return state === 'unknown' ? 'notTold' : 'busy';
		await clock.sleep(Math.min(pause, left));
	}
	return 'notTold';
}
