import type { CredentialRef } from '../../tools/n8n/api/credentials.cts';
import {
	createWorkflow,
	withCredential,
	type WorkflowRef,
} from '../../tools/n8n/api/workflows.cts';
import './setup/environment.cts';

export const start = 'Start';
export const pbxNode = 'PBX';

/** Start → PBX, with these parameters. */
export function pbxWorkflow(
	name: string,
	credential: CredentialRef,
	parameters: Record<string, unknown>,
	settings: { onError?: 'continueErrorOutput' } = {},
): Promise<WorkflowRef> {
	const workflow = {
		name,
		nodes: [
			{
				id: 'start',
				name: start,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'pbx',
				name: pbxNode,
				type: 'n8n-nodes-pbx.pbx',
				typeVersion: 1,
				position: [260, 0],
				parameters,
				credentials: { pbxApi: {} },
				...settings,
			},
		],
		connections: { [start]: { main: [[{ node: pbxNode, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
	return createWorkflow(environment.session, withCredential(workflow, credential));
}
