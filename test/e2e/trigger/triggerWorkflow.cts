import { join } from 'node:path';
import { z } from 'zod';
import { checkoutFolder } from '../../../tools/folders.cts';
import type { CredentialRef } from '../../../tools/n8n/api/credentials.cts';
import { countExecutions as countOnN8n } from '../../../tools/n8n/api/executions.cts';
import { poll } from '../../../tools/poll.cts';
import {
	activateWorkflow,
	createWorkflow,
	deleteWorkflow,
	readWorkflow,
	withCredential,
	type WorkflowFile,
	type WorkflowRef,
} from '../../../tools/n8n/api/workflows.cts';
import '../setup/environment.cts';

const imported: WorkflowRef[] = [];

/** A file of examples/ that begins with the PBX Trigger, with short beats and, if given, another CRM. */
export function exampleWithTrigger(file: string, crm = 'https://crm.example/api'): WorkflowFile {
	const workflow = readWorkflow(join(checkoutFolder(), 'examples', file));
	const nodes = workflow.nodes.map((node) => {
		const { type, parameters } = node;
		if (type === 'n8n-nodes-pbx.pbxTrigger') {
			return { ...node, parameters: { ...parameters, options: { heartbeatInterval: 1 } } };
		}
		if (typeof parameters['url'] !== 'string') return node;
		const url = parameters['url'].replace('https://crm.example/api', crm);
		return { ...node, parameters: { ...parameters, url } };
	});
	return { ...workflow, nodes };
}

export async function imports(
	workflow: WorkflowFile,
	credential: CredentialRef,
): Promise<WorkflowRef> {
	const created = await createWorkflow(environment.session, withCredential(workflow, credential));
	imported.push(created);
	return created;
}

/** Activated, and the PBX has got the address: n8n does that after its answer. */
export async function activates(
	workflow: WorkflowFile,
	credential: CredentialRef,
): Promise<WorkflowRef> {
	const created = await imports(workflow, credential);
	const before = heartbeats();
	await activateWorkflow(environment.session, created);
	await moreHeartbeatsThan(before);
	await addressAnswers();
	return created;
}

/** Why n8n could not activate a workflow; it finds that out after its answer, and after several tries. */
export async function activationError(workflow: WorkflowRef): Promise<string> {
	await activateWorkflow(environment.session, workflow);
	const shape = z.object({ triggers: z.array(z.object({ errorMessage: z.string().nullish() })) });
	const error = await poll(60_000, async () => {
		const path = `/rest/workflows/${workflow.id}/publication-status`;
		const { triggers } = await environment.session.get(path, shape);
		return triggers[0]?.errorMessage ?? undefined;
	});
	return error ?? 'no error';
}

/** The address that the PBX got last, key and all. */
export function registeredAddress(): string {
	const addresses = environment.simulator.journal.flatMap(({ fields }) => fields['url'] ?? []);
	return addresses.at(-1) ?? 'none';
}

/** Waits until n8n serves the address that the PBX got last; what it is sent starts nothing. */
export async function addressAnswers(): Promise<void> {
	const address = registeredAddress();
	const served = await poll(30_000, async () => {
		const reply = await fetch(`http://${address}`, { method: 'POST', body: '{}' });
		return reply.status === 200 ? true : undefined;
	});
	if (served !== true) throw new Error(`n8n does not serve ${address}`);
}

/** Frees the PBX's one report address, whatever became of the case that used it. */
export async function removeTriggers(): Promise<void> {
	for (const workflow of imported.splice(0)) await deleteWorkflow(environment.session, workflow);
}

export function countExecutions(
	workflow: WorkflowRef,
	status?: 'success' | 'error',
): Promise<number> {
	return countOnN8n(environment.session, workflow, status);
}

/** Heartbeats that the PBX accepted since its journal was emptied. */
export function heartbeats(): number {
	return environment.simulator.journal.filter(
		({ endpoint, outcome }) => endpoint === 'heartbeat' && outcome === 'Success',
	).length;
}

/** Waits until n8n has named its address again. */
export async function nextHeartbeat(): Promise<void> {
	await moreHeartbeatsThan(heartbeats());
}

async function moreHeartbeatsThan(before: number): Promise<void> {
	const beaten = await poll(30_000, () => (heartbeats() > before ? true : undefined));
	if (beaten !== true) throw new Error('no heartbeat came within 30 s');
}
