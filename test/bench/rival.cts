import type { WatchedPbx } from './traffic.cts';

/** One way to give a PBX many whispers. */
export interface Rival {
	name: string;
	pbx: WatchedPbx;
	/** Gives so many, and tells the milliseconds that it took. */
	whisper(count: number): Promise<number>;
}
