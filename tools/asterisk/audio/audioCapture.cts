import type { Voices } from './measure.cts';

/** Hears what the phones say and hear. */
export interface AudioCapture {
	/** How it listens, for the report. */
	readonly source: string;
	/** The voices of the next stretch of time. */
	listen(milliseconds: number): Promise<Voices>;
	end(): Promise<void>;
}
