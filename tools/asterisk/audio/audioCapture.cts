import type { PhoneName } from '../phones.cts';

/** Hears what the phones say and hear. */
export interface AudioCapture {
	/** How it listens, for the report. */
	readonly source: string;
	/** The voices of the next stretch of time. */
	listen(milliseconds: number): Promise<Voices>;
	end(): Promise<void>;
}

/** Voice of one phone over the same stretch of time; one entry per stream. */
export interface PhoneVoice {
	sent: Int16Array[];
	heard: Int16Array[];
}

export type Voices = Record<PhoneName, PhoneVoice>;

export function perPhone<T>(make: (name: PhoneName) => T): Record<PhoneName, T> {
	return { A: make('A'), B: make('B'), C: make('C'), D: make('D') };
}

export function noVoices(): Voices {
	return perPhone(() => ({ sent: [], heard: [] }));
}
