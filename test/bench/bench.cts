import type { Say } from '../n8n/say.cts';

/** What every part of the bench is given. */
export interface Bench {
	/** How often everything is measured; one more round to warm up is not counted. */
	rounds: number;
	say: Say;
}
