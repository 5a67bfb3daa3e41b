import type { CredentialRef } from '../../n8n/api/credentials.cts';
import { bareTrigger } from '../../n8n/api/bareTrigger.cts';
import {
	activateWorkflow,
	createWorkflow,
	withCredential,
	type WorkflowFile,
	type WorkflowRef,
} from '../../n8n/api/workflows.cts';
import { callWebhook } from '../../n8n/api/webhook.cts';
import type { OwnedN8n } from '../../n8n/ownedN8n.cts';
import { until } from '../../poll.cts';
import type { ManualApi } from '../../../simulator/manualApi.cts';
import { pathOf } from '../workflows/measuredWorkflow.cts';
import { inBackground, nothing } from '../workflows/workflows.cts';

/** A workflow that begins with a report. */
export interface Receiver {
	workflow: WorkflowRef;
	/** Where the PBX sends its reports. */
	address: string;
}

/** PBX Trigger for call records, at the address that it registered at the PBX. */
export async function pbxTrigger(
	owned: OwnedN8n,
	pbx: ManualApi,
	credential: CredentialRef,
): Promise<Receiver> {
	const parameters = { events: ['callRecord'], filters: {}, options: {} };
	const file = withCredential(bareTrigger('Events', parameters), credential);
	const workflow = await publish(owned, file);
	const registered = await until('the registration', 60_000, () =>
		pbx.journal.flatMap(({ fields }) => fields['url'] ?? []).at(-1),
	);
	const address = `http://${registered}`;
	await until('the webhook of the trigger', 60_000, async () => {
		const reply = await fetch(address, { method: 'POST', body: '{}' });
		return reply.status === 200 ? true : undefined;
	});
	return { workflow, address };
}

/** n8n's own Webhook node, which answers at once; with a node behind it that lets only call records pass. */
export async function webhookNode(owned: OwnedN8n): Promise<Receiver> {
	const path = pathOf('events webhook');
	const filter = {
		type: 'n8n-nodes-base.filter',
		typeVersion: 2.2,
		parameters: {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
				combinator: 'and',
				conditions: [
					{
						id: 'record',
						leftValue: '={{ $json.body.action }}',
						rightValue: 'NewCdr',
						operator: { type: 'string', operation: 'equals' },
					},
				],
			},
			options: {},
		},
	};
	const workflow = await publish(owned, inBackground(path, [filter, nothing]));
	await callWebhook(owned.n8n.url, path, {});
	return { workflow, address: `${owned.n8n.url}/webhook/${path}` };
}

export async function publish({ session }: OwnedN8n, file: WorkflowFile): Promise<WorkflowRef> {
	const workflow = await createWorkflow(session, file);
	await activateWorkflow(session, workflow);
	return workflow;
}
