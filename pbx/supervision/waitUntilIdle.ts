import { Failure } from '../model/failure';
import { backoff } from './backoff';
import type { SupervisionContext } from './context';

/** ms within which a phone that was hung up is free. */
export const hangUpTimeoutMs = 5_000;

/** Waits until nothing goes on at the extension. */
export async function waitUntilIdle(
	extension: string,
	{ clock, states }: SupervisionContext,
): Promise<'idle' | 'busy' | 'unverified'> {
	const until = clock.now() + hangUpTimeoutMs;
	for (const pause of backoff(100, 500)) {
		const seen = await states.get([extension]);
		const state =
			seen instanceof Failure
				? 'unknown'
				: seen.extensions.find(({ number }) => number === extension)?.state;
		if (state === 'idle') return 'idle';
		const left = until - clock.now();
		if (left <= 0 || clock.cancelled()) return state === 'unknown' ? 'unverified' : 'busy';
		await clock.sleep(Math.min(pause, left));
	}
	return 'unverified';
}
