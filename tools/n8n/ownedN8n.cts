import type { Log } from '../log.cts';
import { RestSession, testOwner, type Owner } from './api/rest.cts';
import { startWithOurPackage, type StartSettings } from './install/ourPackage.cts';
import type { N8n } from './n8n.cts';

/** A real n8n with our package, and the session of its owner. */
export interface OwnedN8n {
	n8n: N8n;
	session: RestSession;
}

export async function startOwnedN8n(
	log: Log,
	settings: StartSettings = {},
	owner: Owner = testOwner,
): Promise<OwnedN8n> {
	const n8n = await startWithOurPackage(log, settings);
	try {
		return { n8n, session: await RestSession.setUpOwner(n8n.url, owner) };
	} catch (error) {
		await n8n.close();
		throw error;
	}
}

/** The same for as long as the work takes. */
export async function withOwnedN8n<T>(
	log: Log,
	work: (owned: OwnedN8n) => Promise<T>,
	settings: StartSettings = {},
): Promise<T> {
	const owned = await startOwnedN8n(log, settings);
	try {
		return await work(owned);
	} finally {
		await owned.n8n.close();
	}
}
