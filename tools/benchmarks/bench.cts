import type { Log } from '../n8n/process/log.cts';

/** What every part of the benchmarks gets. */
export interface BenchmarkSettings {
	/** How often everything is measured; one more round to warm up is not counted. */
	rounds: number;
	log: Log;
}
