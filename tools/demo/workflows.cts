import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutFolder } from '../folders.cts';
import type { CredentialRef } from '../n8n/api/credentials.cts';
import type { RestSession } from '../n8n/api/rest.cts';
import {
	activateWorkflow,
	createWorkflow,
	readWorkflow,
	webhookPaths,
	withCredential,
	type WorkflowRef,
} from '../n8n/api/workflows.cts';

/**
 * Imports every workflow of examples/ and activates those that wait for a webhook: of those that wait
 * for the PBX only one can be active, because a PBX reports to one of them.
 */
export async function importExamples(
	session: RestSession,
	credential: CredentialRef,
): Promise<WorkflowRef[]> {
	const folder = join(checkoutFolder(), 'examples');
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	const imported: WorkflowRef[] = [];
	for (const file of files.sort()) {
		const workflow = withCredential(readWorkflow(join(folder, file)), credential);
		const ref = await createWorkflow(session, workflow);
		if (webhookPaths(workflow).length > 0) await activateWorkflow(session, ref);
		imported.push(ref);
	}
	return imported;
}
