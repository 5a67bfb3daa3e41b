import { runningClock } from '../../../simulator/clock.cts';
import { serveManualApi, type ManualApi } from '../../../simulator/manualApi.cts';
import type { MonitorRequest } from '../../../pbx/model/monitoring';
import { defaultOffice } from '../../../simulator/model/office.cts';
import { InMemoryPbx } from '../../../simulator/model/inMemory/inMemoryPbx.cts';
import type { PbxModel } from '../../../simulator/model/pbxModel.cts';

/** One simulated PBX for each way to reach it. */
export interface Pbxs {
	/** The phones behind both. */
	phones: InstantPbx;
	http: ManualApi;
	https: ManualApi;
	close(): Promise<void>;
}

/** PBXs for as long as the work goes on. */
export async function withPbxs<T>(work: (pbxs: Pbxs) => Promise<T>): Promise<T> {
	const pbxs = await openPbxs();
	try {
		return await work(pbxs);
	} finally {
		await pbxs.close();
	}
}

export async function openPbxs(): Promise<Pbxs> {
	const clock = runningClock();
	const phones = new InstantPbx({ ...defaultOffice(), calls: [] }, clock);
	// A client that wants to keep its connection may: who does not is seen in the handshakes.
	const open = (protocol: 'http' | 'https') =>
		serveManualApi(phones, { protocol, clock, switches: { connection: 'keepAlive' } });
	const [http, https] = await Promise.all([open('http'), open('https')]);
	return {
		phones,
		http,
		https,
		async close() {
			await Promise.all([http.close(), https.close()]);
		},
	};
}

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
