import { sleep } from 'n8n-workflow';

import type { Clock } from '../pbx/model/clock';

/** How often a sleep checks whether it was cancelled. */
const pollIntervalMs = 100;

/** The machine's clock; its sleeps end when one of the signals is aborted. */
export function clockUntil(...signals: Array<AbortSignal | undefined>): Clock {
	const cancelled = () => signals.some((signal) => signal?.aborted);
	return {
		now: () => Date.now(),
		cancelled,
		async sleep(ms, evenWhenCancelled = false) {
			const end = Date.now() + ms;
			while (Date.now() < end && (evenWhenCancelled || !cancelled())) {
				await sleep(Math.min(pollIntervalMs, end - Date.now()));
			}
		},
	};
}
