import type { RestSession } from '../n8n/rest.cts';
import { newestExecution } from '../n8n/executions.cts';
import type { N8n } from '../n8n/n8n.cts';
import { activateWorkflow, createWorkflow } from '../n8n/workflows.cts';
import { callWebhook } from '../n8n/webhook.cts';
import { orders } from './orders.cts';
import type { Rival } from './rival.cts';
import type { WatchedPbx } from './traffic.cts';
import { manyItems, measuredNode, type Measured } from './workflows.cts';

/** An n8n that is measured, and its owner's session. */
export interface MeasuredN8n {
	n8n: N8n;
	session: RestSession;
}

/** A node in a workflow of its own. */
export async function n8nRival(
	{ n8n, session }: MeasuredN8n,
	name: string,
	pbx: WatchedPbx,
	measured: Measured,
): Promise<Rival> {
	const path = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
	const workflow = await createWorkflow(session, manyItems(path, measured));
	await activateWorkflow(session, workflow);
	let runs = 0;
	return {
		name,
		pbx,
		async whisper(count) {
			// The webhook answers at the end, so nobody asks n8n anything meanwhile.
			const { status } = await callWebhook(n8n.url, path, { orders: orders(count) });
			runs += 1;
			const execution = await newestExecution(session, workflow, runs);
			const time = execution.executionTime(measuredNode);
			if (status === 200 && execution.status === 'success' && time !== undefined) return time;
			throw new Error(
				`${name}: ${execution.status}, ${execution.error?.message ?? `HTTP ${status}`}`,
			);
		},
	};
}
