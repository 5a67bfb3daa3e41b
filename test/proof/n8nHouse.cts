import type { N8n } from '../n8n/n8n.cts';
import { startWithOurPackage } from '../n8n/ourPackage.cts';
import { RestSession, testOwner } from '../n8n/rest.cts';
import type { Say } from '../n8n/say.cts';

/** A real n8n with our package, and its owner's session. */
export interface N8nHouse {
	n8n: N8n;
	session: RestSession;
}

export async function openN8nHouse(say: Say): Promise<N8nHouse> {
	const n8n = await startWithOurPackage(say);
	try {
		return { n8n, session: await RestSession.setUpOwner(n8n.url, testOwner) };
	} catch (error) {
		await n8n.close();
		throw error;
	}
}
