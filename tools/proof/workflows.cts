import { join } from 'node:path';
import type { MonitorMode } from '../../pbx/model/monitoring';
import { checkoutFolder } from '../folders.cts';
import { readWorkflow, type WorkflowFile } from '../n8n/api/workflows.cts';

type WorkflowNode = WorkflowFile['nodes'][number];

export const webhookPath: Record<MonitorMode, string> = {
	listen: 'crm-event-listen',
	whisper: 'crm-event',
	bargeIn: 'crm-event-bargeIn',
};

/** examples/crm-event-whisper.json: for whisper unchanged, otherwise with another mode and webhook. */
export function crmWorkflow(mode: MonitorMode): WorkflowFile {
	const file = readWorkflow(join(checkoutFolder(), 'examples', 'crm-event-whisper.json'));
	if (mode === 'whisper') return file;
	return {
		...file,
		name: `CRM event → ${mode}`,
		nodes: file.nodes.map((node) => nodeFor(mode, node)),
	};
}

function nodeFor(mode: MonitorMode, node: WorkflowNode): WorkflowNode {
	const { type, parameters } = node;
	switch (type) {
		case 'n8n-nodes-pbx.pbx':
			return { ...node, parameters: { ...parameters, operation: mode } };
		case 'n8n-nodes-base.webhook': {
			const path = webhookPath[mode];
			return { ...node, webhookId: path, parameters: { ...parameters, path } };
		}
		default:
			return node;
	}
}
