import type { WorkflowFile } from './workflows.cts';

export const triggerNode = 'PBX Trigger';

/** A workflow that begins with the PBX Trigger and does nothing more than keep the event. */
export function bareTrigger(name: string, parameters: Record<string, unknown>): WorkflowFile {
	return {
		name,
		nodes: [
			{
				id: 'trigger',
				name: triggerNode,
				type: 'n8n-nodes-pbx.pbxTrigger',
				typeVersion: 1,
				position: [0, 0],
				webhookId: name.toLowerCase().replace(/\W+/g, '-'),
				parameters,
				credentials: { pbxApi: {} },
			},
			{
				id: 'end',
				name: 'Event',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [260, 0],
				parameters: {},
			},
		],
		connections: { [triggerNode]: { main: [[{ node: 'Event', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
