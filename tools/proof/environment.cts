import type { N8n } from '../n8n/n8n.cts';
import { startWithOurPackage } from '../n8n/install/ourPackage.cts';
import { RestSession, testOwner } from '../n8n/api/rest.cts';
import type { Log } from '../n8n/process/log.cts';

/** A real n8n with our package, and its owner's session. */
export interface ProofEnvironment {
	n8n: N8n;
	session: RestSession;
}

export async function openProofEnvironment(log: Log): Promise<ProofEnvironment> {
	const n8n = await startWithOurPackage(log);
	try {
		return { n8n, session: await RestSession.setUpOwner(n8n.url, testOwner) };
	} catch (error) {
		await n8n.close();
		throw error;
	}
}
