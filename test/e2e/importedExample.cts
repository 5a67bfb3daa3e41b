import { join } from 'node:path';
import { checkoutFolder } from '../n8n/checkout.cts';
import type { CredentialRef } from '../n8n/credentials.cts';
import { callWebhook, type WebhookAnswer } from '../n8n/webhook.cts';
import {
	activateWorkflow,
	createWorkflow,
	deleteWorkflow,
	readWorkflow,
	webhookPaths,
	withCredential,
	type WorkflowRef,
} from '../n8n/workflows.cts';
import './house.cts';

export interface ImportedExample {
	workflow: WorkflowRef;
	post(body: unknown): Promise<WebhookAnswer>;
}

const imported: WorkflowRef[] = [];

/** A file of examples/, imported, its credential chosen, activated. */
export async function importExample(
	file: string,
	credential: CredentialRef,
): Promise<ImportedExample> {
	const { session, n8n } = house;
	const source = readWorkflow(join(checkoutFolder(), 'examples', file));
	const [path] = webhookPaths(source);
	if (path === undefined) throw new Error(`${file} has no webhook`);
	const workflow = await createWorkflow(session, withCredential(source, credential));
	imported.push(workflow);
	await activateWorkflow(session, workflow);
	return {
		workflow,
		post: (body) => callWebhook(n8n.url, path, body),
	};
}

/** Frees the webhook addresses, whatever became of the cases that used them. */
export async function removeExamples(): Promise<void> {
	for (const workflow of imported.splice(0)) await deleteWorkflow(house.session, workflow);
}
