import type { N8n } from '../../n8n/n8n.cts';
import { startWithOurPackage, type StartSettings } from '../../n8n/install/ourPackage.cts';
import { RestSession, testOwner } from '../../n8n/api/rest.cts';
import type { Log } from '../../n8n/process/log.cts';

/** A real n8n that is measured, and its owner's session. */
export interface MeasuredN8n {
	n8n: N8n;
	session: RestSession;
}

/** A fresh n8n with the package installed, for as long as the work goes on. */
export async function withN8n<T>(
	log: Log,
	work: (measured: MeasuredN8n) => Promise<T>,
	settings: StartSettings = {},
): Promise<T> {
	const n8n = await startWithOurPackage(log, settings);
	try {
		return await work({ n8n, session: await RestSession.setUpOwner(n8n.url, testOwner) });
	} finally {
		await n8n.close();
	}
}
