import { InMemoryPbx } from '../../simulator/model/in-memory-pbx.cts';
import type { PbxModel } from '../../simulator/model/pbx-model.cts';

/**
 * Phones that cost nothing: every whisper is accepted at once and over at once, so that any number of
 * them can follow, and the time that is measured is not the PBX's.
 */
export class InstantPbx extends InMemoryPbx {
	override monitor(): ReturnType<PbxModel['monitor']> {
		return Promise.resolve('calling');
	}
}
