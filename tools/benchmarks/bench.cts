import type { Log } from '../n8n/process/log.cts';

/** What every part of the bench is given. */
export interface Bench {
	/** How often everything is measured; one more round to warm up is not counted. */
	rounds: number;
	say: Log;
}
