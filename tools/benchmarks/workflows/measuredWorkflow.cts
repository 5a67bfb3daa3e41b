import { newestFinished, readExecution } from '../../n8n/api/executions.cts';
import { activateWorkflow, createWorkflow, type WorkflowFile } from '../../n8n/api/workflows.cts';
import { callWebhook } from '../../n8n/api/webhook.cts';
import type { OwnedN8n } from '../../n8n/ownedN8n.cts';
import { isMeasured } from './workflows.cts';

/** Thousands of items take long on a busy machine. */
const limitMs = 280_000;

/** An active workflow behind a webhook that answers at the end. */
export interface MeasuredWorkflow {
	/** Calls the webhook; n8n gets no other request until it answers. */
	run(body: unknown): Promise<MeasuredRun>;
}

export interface MeasuredRun {
	/** Reads the execution's data. The measured nodes must have made so many items. */
	milliseconds(items: number): Promise<number>;
}

export async function measuredWorkflow(
	{ n8n, session }: OwnedN8n,
	path: string,
	file: WorkflowFile,
): Promise<MeasuredWorkflow> {
	const workflow = await createWorkflow(session, file);
	await activateWorkflow(session, workflow);
	const nodes = file.nodes.map(({ name }) => name).filter(isMeasured);
	let runs = 0;
	return {
		async run(body) {
			const { status } = await callWebhook(n8n.url, path, body, {}, limitMs);
			runs += 1;
			const { id } = await newestFinished(session, workflow, runs);
			return {
				async milliseconds(items) {
					const execution = await readExecution(session, id);
					const times = nodes.map(execution.executionTime);
					const whole = times.every((time) => time !== undefined);
					const made = execution.outputs(nodes.at(-1) ?? '')?.[0]?.length;
					if (status === 200 && execution.status === 'success' && whole && made === items)
						return times.reduce((sum, time) => sum + time, 0);
					throw new Error(
						`${file.name}: ${execution.status}, ${made} items, ${execution.error?.message ?? `HTTP ${status}`}`,
					);
				},
			};
		},
	};
}

/** A webhook path made of a name. */
export function pathOf(name: string): string {
	return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
