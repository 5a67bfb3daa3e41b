import type { Clock } from '../../model/clock';
import type { Extensions } from '../../model/extension';
import { unsupported } from '../../model/failures/general';
import { CallWatch, type Waited } from './callWatch';

/** Waits until an extension is in a call, or the deadline passes. */
export type WaitForCall = (number: string, deadlineMs: number) => Promise<Waited>;

/** The watches of a process, one for each PBX on which anybody waits for a call. */
export class CallWatches {
	private readonly watches = new Map<string, CallWatch>();

	/** How many PBXs are watched now. */
	get size(): number {
		return this.watches.size;
	}

	/** `pbx`: who names the same one shares its queries. The clock's sleeps end when waiting is no longer wanted. */
	waiting(pbx: string, extensions: Extensions | undefined, clock: Clock): WaitForCall {
		return async (number, deadlineMs) => {
			if (!extensions) return unsupported('the states of extensions');
			return await this.watchOf(pbx).waitForCall({ number, deadlineMs, extensions, clock });
		};
	}

	private watchOf(pbx: string): CallWatch {
		const watch = this.watches.get(pbx) ?? new CallWatch(() => this.watches.delete(pbx));
		this.watches.set(pbx, watch);
		return watch;
	}
}
