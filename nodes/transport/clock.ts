import { sleep } from 'n8n-workflow';

import type { Clock } from '../../pbx/clock';

/** ms after which a sleeper looks whether the execution was cancelled. */
const nap = 100;

/** The machine's clock; its sleeps end when the execution is cancelled. */
export function clockUntil(cancelled: AbortSignal | undefined): Clock {
	return {
		now: () => Date.now(),
		async sleep(ms) {
			const end = Date.now() + ms;
			while (Date.now() < end && !cancelled?.aborted) {
				await sleep(Math.min(nap, end - Date.now()));
			}
		},
	};
}
