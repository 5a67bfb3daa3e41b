import type { CredentialRef } from '../../n8n/api/credentials.cts';
import { md5, type Account } from '../../../simulator/sessions/sessions.cts';
import type { WorkflowFile } from '../../n8n/api/workflows.cts';
import type { WhisperRequest } from '../pbx/whisperRequests.cts';

type WorkflowNode = WorkflowFile['nodes'][number];

/** A node that is measured. */
export type Measured = Pick<WorkflowNode, 'type' | 'parameters' | 'credentials'> & {
	typeVersion: number;
};

/** The measured nodes of a workflow are recognised by their names. */
export function isMeasured(name: string): boolean {
	return name.startsWith('Measured ');
}

function named(measured: readonly Measured[]): WorkflowNode[] {
	return measured.map((one, n) => ({ name: `Measured ${n + 1}`, ...one }));
}

/** Webhook → one item for each request in its body → the measured node. The webhook answers at the end. */
export function manyItems(path: string, measured: Measured): WorkflowFile {
	return workflow(`many ${path}`, [
		webhook(path),
		{ name: 'One item each', ...splitOut('body.requests') },
		...named([measured]),
	]);
}

/** Webhook → these nodes, one behind the other. The webhook answers at the end. */
export function inARow(path: string, measured: readonly Measured[]): WorkflowFile {
	return workflow(`in a row ${path}`, [webhook(path), ...named(measured)]);
}

/** The same; the webhook answers at once, whatever becomes of the execution. */
export function inBackground(path: string, measured: readonly Measured[]): WorkflowFile {
	return workflow(`in background ${path}`, [webhook(path, 'onReceived'), ...named(measured)]);
}

/** Where a node finds the request, as an expression. */
export type RequestAt =
	| '$json'
	| '$json.body'
	| "$('Webhook').item.json.body"
	| "$('Webhook').first().json.body";

/** Where a node has its request from; a request written into the node is the same for every item. */
export type RequestSource = RequestAt | WhisperRequest;

export interface PbxNodeSettings {
	credential: CredentialRef;
	inFlight: number;
	request: RequestSource;
	/** The expressions do more than name a field of the item. */
	trimming?: boolean;
}

export function pbxNode(settings: PbxNodeSettings): Measured {
	const { credential, inFlight, request, trimming = false } = settings;
	const { id, name } = credential;
	const behind = trimming ? '.trim()' : '';
	const field = (of: keyof WhisperRequest) =>
		byNumber(typeof request === 'string' ? `={{ ${request}.${of}${behind} }}` : request[of]);
	return {
		type: 'n8n-nodes-pbx.pbx',
		typeVersion: 1,
		parameters: {
			resource: 'monitoring',
			operation: 'whisper',
			supervisorExtension: field('supervisor'),
			monitoredExtension: field('agent'),
			waitForAnswer: 0,
			options: { concurrency: inFlight },
		},
		credentials: { pbxApi: { id, name } },
	};
}

/** Which credential an HTTP Request node signs with; `tokenInUrl`: it has none, the URL carries a token. */
export type Signing = { by: 'credential'; credential: CredentialRef } | { by: 'tokenInUrl' };

export function whisperByHttp(url: string, signing: Signing, request: RequestSource): Measured {
	const body =
		typeof request === 'string'
			? `={{ { whisperer: ${request}.supervisor, whisperedext: ${request}.agent } }}`
			: JSON.stringify({ whisperer: request.supervisor, whisperedext: request.agent });
	const node = posting(url, body);
	return signing.by === 'tokenInUrl' ? node : signedWith(signing.credential, node);
}

/** A request without a body; XML stays text, in the field `data`. */
export function queryByHttp(
	url: string,
	format: 'json' | 'xml',
	credential: CredentialRef,
): Measured {
	const text = { response: { response: { responseFormat: 'text', outputPropertyName: 'data' } } };
	return signedWith(credential, {
		...httpRequest,
		parameters: { method: 'POST', url, options: format === 'xml' ? text : {} },
	});
}

export const xmlToJson: Measured = {
	type: 'n8n-nodes-base.xml',
	typeVersion: 1,
	parameters: { mode: 'xmlToJson', dataPropertyName: 'data', options: {} },
};

export function splitOut(field: string): Measured {
	return {
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: field, options: {} },
	};
}

export function getManyExtensions({ id, name }: CredentialRef): Measured {
	return {
		type: 'n8n-nodes-pbx.pbx',
		typeVersion: 1,
		parameters: { resource: 'extension', operation: 'getAll', returnAll: true, options: {} },
		credentials: { pbxApi: { id, name } },
	};
}

export const nothing: Measured = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

/** Signs in and puts the token into its output, as a user without a credential for a PBX does. */
export function signingInNode(url: string, { username, password }: Account): Measured {
	const fields = { username, password: md5(password), port: '8260' };
	return posting(`${url}/api/v0.0.1/login?type=json`, JSON.stringify(fields));
}

function posting(url: string, jsonBody: string): Measured {
	const options = { allowUnauthorizedCerts: true };
	return {
		...httpRequest,
		parameters: { method: 'POST', url, sendBody: true, specifyBody: 'json', jsonBody, options },
	};
}

const httpRequest = { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2 };

export function signedWith({ id, name, type }: CredentialRef, node: Measured): Measured {
	return {
		...node,
		parameters: {
			...node.parameters,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: type,
		},
		credentials: { [type]: { id, name } },
	};
}

function byNumber(value: string): Record<string, unknown> {
	return { __rl: true, mode: 'number', value };
}

export function webhook(
	path: string,
	responseMode: 'lastNode' | 'onReceived' = 'lastNode',
): WorkflowNode {
	return {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode, options: {} },
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
