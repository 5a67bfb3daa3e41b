import 'reflect-metadata';

import { ExecutionLifecycleHooks, ExternalSecretsProxy, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type OnError,
} from 'n8n-workflow';

import { Pbx } from '../../nodes/Pbx/Pbx.node';
import type { CredentialStore } from './credentialStore.cts';

const pbxNode = new Pbx();

/** What a run of the node gave: its outputs, or the error that stopped it. */
export interface NodeRun {
	/** Items of each output; the error output, where there is one, is the second. */
	outputs: INodeExecutionData[][];
	error?: Error & { description?: string | null; context?: IDataObject };
}

export interface NodeOrder {
	parameters: INodeParameters;
	credential: CredentialStore;
	items?: IDataObject[];
	onError?: OnError;
	/** Cancels the run after this many ms. */
	cancelAfter?: number;
}

/** Runs the PBX node in the real n8n engine, after a node that gives it the items. */
export async function runNode(order: NodeOrder): Promise<NodeRun> {
	const items = (order.items ?? [{}]).map((json): INodeExecutionData => ({ json }));
	const nodes: INode[] = [
		{ id: '1', name: 'Items', type: 'items', typeVersion: 1, position: [0, 0], parameters: {} },
		{
			id: '2',
			name: 'PBX',
			type: 'pbx',
			typeVersion: 1,
			position: [200, 0],
			parameters: order.parameters,
			onError: order.onError,
			credentials: { pbxApi: { id: 'pbx', name: 'PBX' } },
		},
	];
	const workflow = new Workflow({
		id: 'test',
		nodes,
		connections: {
			Items: { main: [[{ node: 'PBX', type: NodeConnectionTypes.Main, index: 0 }]] },
		},
		active: false,
		nodeTypes: nodeTypes(items),
		settings: { executionOrder: 'v1' },
	});
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: nodes[0]!, data: { main: [[{ json: {} }]] }, source: null }],
		},
	});
	const execution = new WorkflowExecute(
		additionalData(order.credential, workflow),
		'trigger',
		data,
	).processRunExecutionData(workflow);
	if (order.cancelAfter !== undefined) setTimeout(() => execution.cancel(), order.cancelAfter);
	const run = await execution;
	const result = run.data.resultData.runData.PBX?.[0];
	return {
		outputs: (result?.data?.main ?? []).map((output) => output ?? []),
		error: result?.error ?? run.data.resultData.error,
	};
}

function nodeTypes(items: INodeExecutionData[]): INodeTypes {
	const types: Record<string, INodeType> = { items: itemsNode(items), pbx: pbxNode };
	return {
		getByName: (name) => types[name]!,
		getByNameAndVersion: (name) => types[name]!,
		getKnownTypes: () => ({}),
	};
}

export function itemsNode(items: INodeExecutionData[]): INodeType {
	return {
		description: {
			displayName: 'Items',
			name: 'items',
			group: ['input'],
			version: 1,
			description: 'Gives the items of the test',
			defaults: { name: 'Items' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		execute: async () => await Promise.resolve([items]),
	};
}

export function additionalData(
	credential: CredentialStore,
	workflow: Workflow,
): IWorkflowExecuteAdditionalData {
	const { id, nodes, connectionsBySourceNode: connections } = workflow;
	const now = new Date();
	const workflowData: IWorkflowBase = {
		id,
		name: 'test',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: now,
		updatedAt: now,
		nodes: Object.values(nodes),
		connections,
	};
	const nothing = async () => await Promise.reject(new Error('not used by the node'));
	const url = 'http://127.0.0.1:5678';
	return {
		credentialsHelper: credential,
		executeWorkflow: nothing,
		getRunExecutionData: async () => await Promise.resolve(undefined),
		getRuntimeCredential: async () => await Promise.resolve(undefined),
		startRunnerTask: nothing,
		currentNodeExecutionIndex: 0,
		restApiUrl: url,
		instanceBaseUrl: url,
		formBaseUrl: url,
		formWaitingBaseUrl: url,
		formTestBaseUrl: url,
		webhookBaseUrl: url,
		webhookWaitingBaseUrl: url,
		webhookTestBaseUrl: url,
		mcpBaseUrl: url,
		mcpTestBaseUrl: url,
		externalSecretsProxy: new ExternalSecretsProxy(),
		variables: {},
		logAiEvent: () => {},
		hooks: new ExecutionLifecycleHooks('trigger', 'test', workflowData),
	};
}
