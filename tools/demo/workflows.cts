import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkoutFolder } from '../folders.cts';
import type { CredentialRef } from '../n8n/api/credentials.cts';
import type { RestSession } from '../n8n/api/rest.cts';
import {
	activateWorkflow,
	createWorkflow,
	readWorkflow,
	webhookPaths,
	withCredential,
	type WorkflowFile,
	type WorkflowRef,
} from '../n8n/api/workflows.cts';
import { crmPath, transcriptPath } from './scenarios.cts';

/** The webhooks that the demo calls. Other examples need a trigger of their own, or a credential of the user's. */
const called = [crmPath, transcriptPath];

/** Imports every workflow of examples/ and publishes those that the demo starts. */
export async function importExamples(
	session: RestSession,
	credential: CredentialRef,
	numbers: Readonly<Record<string, string>>,
): Promise<WorkflowRef[]> {
	const folder = join(checkoutFolder(), 'examples');
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	const imported: WorkflowRef[] = [];
	for (const file of files.sort()) {
		const example = withNumbers(readWorkflow(join(folder, file)), numbers);
		const workflow = withCredential(example, credential);
		const ref = await createWorkflow(session, workflow);
		const isCalled = webhookPaths(workflow).some((path) => called.includes(path));
		if (isCalled) await activateWorkflow(session, ref);
		imported.push(ref);
	}
	return imported;
}

/** The extensions of this PBX in place of those that the examples name. */
function withNumbers(
	workflow: WorkflowFile,
	numbers: Readonly<Record<string, string>>,
): WorkflowFile {
	const replaced = (_name: string, value: unknown) =>
		typeof value === 'string'
			? value.replace(/\b\d{3}\b/g, (number) => numbers[number] ?? number)
			: value;
	const nodes = workflow.nodes.map(({ parameters, ...node }) => ({
		...node,
		parameters: z.record(z.unknown()).parse(JSON.parse(JSON.stringify(parameters, replaced))),
	}));
	return { ...workflow, nodes };
}
