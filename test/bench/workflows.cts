import type { CredentialRef } from '../n8n/credentials.cts';
import type { WorkflowFile } from '../n8n/workflows.cts';

type WorkflowNode = WorkflowFile['nodes'][number];

/** A node that is measured. */
export type Measured = Pick<WorkflowNode, 'type' | 'parameters' | 'credentials'> & {
	typeVersion: number;
};

export const measuredNode = 'Measured';

/** Webhook → one item for each order in its body → the measured node. The webhook answers at the end. */
export function manyItems(path: string, measured: Measured): WorkflowFile {
	return workflow(`many ${path}`, [
		webhook(path),
		{
			name: 'One item each',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.orders', options: {} },
		},
		{ name: measuredNode, ...measured },
	]);
}

export interface PbxNodeSettings {
	credential: CredentialRef;
	inFlight: number;
}

export function pbxNode({ credential: { id, name }, inFlight }: PbxNodeSettings): Measured {
	return {
		type: 'n8n-nodes-pbx.pbx',
		typeVersion: 1,
		parameters: {
			resource: 'monitoring',
			operation: 'whisper',
			supervisorExtension: byNumber('={{ $json.supervisor }}'),
			monitoredExtension: byNumber('={{ $json.agent }}'),
			options: { itemsAtATime: inFlight },
		},
		credentials: { pbxApi: { id, name } },
	};
}

/** Which credential an HTTP Request node signs with; `tokenInUrl`: it has none, the URL carries a token. */
export type Signing = { by: 'credential'; credential: CredentialRef } | { by: 'tokenInUrl' };

export function httpRequestNode(url: string, signing: Signing): Measured {
	const posts = {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ { whisperer: $json.supervisor, whisperedext: $json.agent } }}',
		options: { allowUnauthorizedCerts: true },
	};
	const node = { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2 };
	if (signing.by === 'tokenInUrl') return { ...node, parameters: posts };
	const { id, name, type } = signing.credential;
	return {
		...node,
		parameters: { ...posts, authentication: 'predefinedCredentialType', nodeCredentialType: type },
		credentials: { [type]: { id, name } },
	};
}

function byNumber(value: string): Record<string, unknown> {
	return { __rl: true, mode: 'number', value };
}

function webhook(path: string): WorkflowNode {
	return {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
	};
}

/** The nodes one behind the other. */
function workflow(name: string, nodes: WorkflowNode[]): WorkflowFile {
	const connections = nodes.slice(1).map((node, n) => {
		const main = [[{ node: node.name, type: 'main', index: 0 }]];
		return [nodes[n]?.name ?? '', { main }];
	});
	return {
		name,
		nodes: nodes.map((node, n) => ({ ...node, id: node.name, position: [n * 240, 0] })),
		connections: Object.fromEntries(connections) as Record<string, unknown>,
		settings: { executionOrder: 'v1' },
	};
}
