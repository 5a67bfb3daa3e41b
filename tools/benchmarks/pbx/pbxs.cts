import { runningClock } from '../../../simulator/clock.cts';
import { serveManualApi, type ManualApi } from '../../../simulator/manualApi.cts';
import { defaultOffice } from '../../../simulator/model/office.cts';
import { InstantPbx } from './instantPbx.cts';

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
