import type { MonitorRequest } from '../../../pbx/model/monitoring';
import { InMemoryPbx } from '../../../simulator/model/inMemoryPbx.cts';
import type { PbxModel } from '../../../simulator/model/pbxModel.cts';

/**
 * Phones that cost nothing: every whisper is accepted at once and over at once, so that any number of
 * them can follow, and the time that is measured is not the PBX's.
 */
export class InstantPbx extends InMemoryPbx {
	/** When the last whisper of a supervisor came, by number; on the clock of `performance`. */
	readonly arrivals = new Map<string, number>();

	override monitor({ supervisor }: MonitorRequest): ReturnType<PbxModel['monitor']> {
		this.arrivals.set(supervisor, performance.now());
		return Promise.resolve('calling');
	}
}
