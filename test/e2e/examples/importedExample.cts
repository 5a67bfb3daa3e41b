import { join } from 'node:path';
import { checkoutFolder } from '../../../tools/folders.cts';
import type { CredentialRef } from '../../../tools/n8n/api/credentials.cts';
import { callWebhook, type WebhookAnswer } from '../../../tools/n8n/api/webhook.cts';
import {
	activateWorkflow,
	createWorkflow,
	deleteWorkflow,
	readWorkflow,
	webhookPaths,
	withCredential,
	type WorkflowFile,
	type WorkflowRef,
} from '../../../tools/n8n/api/workflows.cts';
import '../setup/environment.cts';

export interface ImportedExample {
	workflow: WorkflowRef;
	post(body: unknown): Promise<WebhookAnswer>;
}

/** What a user changes in the nodes of an example, by the name of the node. */
export type Changes = Readonly<Record<string, Record<string, unknown>>>;

const imported: WorkflowRef[] = [];

export function readExample(file: string): WorkflowFile {
	return readWorkflow(join(checkoutFolder(), 'examples', file));
}

/** A file of examples/, imported, its credentials chosen; not active. */
export async function importWorkflow(
	file: string,
	credentials: readonly CredentialRef[],
	changes: Changes = {},
): Promise<WorkflowRef> {
	const changed = withChanges(readExample(file), changes);
	const workflow = await createWorkflow(
		environment.session,
		credentials.reduce(withCredential, changed),
	);
	imported.push(workflow);
	return workflow;
}

/** The same for an example that begins with a webhook; active. */
export async function importExample(
	file: string,
	credential: CredentialRef,
	changes: Changes = {},
): Promise<ImportedExample> {
	const { session, n8n } = environment;
	const [path] = webhookPaths(readExample(file));
	if (path === undefined) throw new Error(`${file} has no webhook`);
	const workflow = await importWorkflow(file, [credential], changes);
	await activateWorkflow(session, workflow);
	return {
		workflow,
		post: (body) => callWebhook(n8n.url, path, body),
	};
}

/** Frees the webhook addresses, whatever became of the cases that used them. */
export async function removeExamples(): Promise<void> {
	for (const workflow of imported.splice(0)) await deleteWorkflow(environment.session, workflow);
}

function withChanges(workflow: WorkflowFile, changes: Changes): WorkflowFile {
	for (const name of Object.keys(changes)) {
		if (!workflow.nodes.some((node) => node.name === name))
			throw new Error(`"${workflow.name}" has no node "${name}"`);
	}
	const nodes = workflow.nodes.map((node) => ({
		...node,
		parameters: { ...node.parameters, ...changes[node.name] },
	}));
	return { ...workflow, nodes };
}
