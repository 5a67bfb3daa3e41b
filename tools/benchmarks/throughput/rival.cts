import type { WatchedPbx } from '../pbx/traffic.cts';

export type Protocol = 'http' | 'https';

/** One way to give a PBX many whispers. */
export interface Rival {
	name: string;
	protocol: Protocol;
	pbx: WatchedPbx;
	/** Gives so many, and gives the milliseconds that it took. */
	whisper(count: number): Promise<number>;
}
