import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { CredentialRef } from './credentials.cts';
import { compareVersions } from '../install/version.cts';
import { poll } from '../../poll.cts';
import { RestRefusal, type RestSession } from './rest.cts';

const nodeShape = z
	.object({
		name: z.string(),
		type: z.string(),
		parameters: z.record(z.unknown()).default({}),
		credentials: z.record(z.unknown()).optional(),
	})
	.passthrough();

const workflowShape = z.object({
	name: z.string(),
	nodes: z.array(nodeShape),
	connections: z.record(z.unknown()),
	settings: z.record(z.unknown()).default({}),
});

/** A workflow as n8n exports it and as examples/*.json hold it. */
export type WorkflowFile = z.infer<typeof workflowShape>;

const refShape = z.object({ id: z.string(), name: z.string(), versionId: z.string() });

export type WorkflowRef = z.infer<typeof refShape>;

export function readWorkflow(file: string): WorkflowFile {
	return workflowShape.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Does what a user does after an import: chooses the credential in every node that asks for its type. */
export function withCredential(workflow: WorkflowFile, credential: CredentialRef): WorkflowFile {
	const { id, name, type } = credential;
	const nodes = workflow.nodes.map((node) => {
		if (node.credentials?.[type] === undefined) return node;
		return { ...node, credentials: { ...node.credentials, [type]: { id, name } } };
	});
	return { ...workflow, nodes };
}

export function createWorkflow(session: RestSession, workflow: WorkflowFile): Promise<WorkflowRef> {
	return session.post('/rest/workflows', { ...workflow, active: false }, refShape);
}

export async function activateWorkflow(session: RestSession, workflow: WorkflowRef): Promise<void> {
	const path = `/rest/workflows/${workflow.id}`;
	const { versionId } = await session.get(path, refShape);
	if (activatesByUpdate(session))
		await session.patch(path, { active: true, versionId }, z.unknown());
	else await session.post(`${path}/activate`, { versionId }, z.unknown());
}

export async function deactivateWorkflow(
	session: RestSession,
	workflow: WorkflowRef,
): Promise<void> {
	const path = `/rest/workflows/${workflow.id}`;
	if (!activatesByUpdate(session)) {
		await session.post(`${path}/deactivate`, {}, z.unknown());
		return;
	}
	const { versionId } = await session.get(path, refShape);
	await session.patch(path, { active: false, versionId }, z.unknown());
}

/** Seen in 1.105; in 1.123 activation has an address of its own. */
function activatesByUpdate({ version }: RestSession): boolean {
	return compareVersions(version, '1.106.0') < 0;
}

/** n8n deletes only what was archived before, and refuses while the archiving is still at work. */
export async function deleteWorkflow(session: RestSession, workflow: WorkflowRef): Promise<void> {
	await session.post(`/rest/workflows/${workflow.id}/archive`, {}, z.unknown());
	const deleted = await poll(10_000, async () => {
		try {
			await session.delete(`/rest/workflows/${workflow.id}`);
			return true;
		} catch (error) {
			if (RestRefusal.is(error, 409)) return undefined;
			throw error;
		}
	});
	if (deleted === undefined)
		throw new Error(`n8n does not let go of the workflow "${workflow.name}".`);
}

/** The paths under which the webhook nodes of a workflow are reached. */
export function webhookPaths(workflow: WorkflowFile): string[] {
	return workflow.nodes
		.filter((node) => node.type === 'n8n-nodes-base.webhook')
		.map((node) => z.string().parse(node.parameters['path']));
}
