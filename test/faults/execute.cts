import 'reflect-metadata';

import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IRunExecutionData,
} from 'n8n-workflow';

import { Pbx } from '../../nodes/Pbx/Pbx.node';
import type { CredentialStore } from '../engine/credentialStore.cts';
import { additionalData } from '../engine/runNode.cts';

const pbxNode = new Pbx();

export interface NodeError extends Error {
	description?: string | null;
	context?: IDataObject;
}

/** What n8n has of a run when it is over. */
export interface Executed {
	/** Items of the first output. */
	items: INodeExecutionData[];
	error?: NodeError;
	/** All that n8n keeps of it. */
	data: IRunExecutionData['resultData'];
}

/** A run that began. */
export interface Execution {
	done: Promise<Executed>;
	cancel(): void;
}

/** Runs the PBX node in n8n's own engine, so that it can be cancelled at any moment. */
export function execute(
	credential: CredentialStore,
	parameters: INodeParameters,
	items: number,
): Execution {
	const nodes: INode[] = [
		{ id: '1', name: 'Items', type: 'items', typeVersion: 1, position: [0, 0], parameters: {} },
		{
			id: '2',
			name: 'PBX',
			type: 'pbx',
			typeVersion: 1,
			position: [200, 0],
			parameters,
			// Of several items each has its own outcome; of one, the error itself is of interest.
			onError: items > 1 ? 'continueErrorOutput' : undefined,
			credentials: { pbxApi: { id: 'pbx', name: 'PBX' } },
		},
	];
	const next = { node: 'PBX', type: NodeConnectionTypes.Main, index: 0 };
	const types: Record<string, INodeType> = { items: itemsNode(items), pbx: pbxNode };
	const workflow = new Workflow({
		id: 'faults',
		nodes,
		connections: { Items: { main: [[next]] } },
		active: false,
		nodeTypes: {
			getByName: (name) => types[name]!,
			getByNameAndVersion: (name) => types[name]!,
			getKnownTypes: () => ({}),
		},
		settings: { executionOrder: 'v1' },
	});
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: nodes[0]!, data: { main: [[{ json: {} }]] }, source: null }],
		},
	});
	const run = new WorkflowExecute(
		additionalData(credential, workflow),
		'trigger',
		data,
	).processRunExecutionData(workflow);
	const done = run.then(({ data: { resultData } }): Executed => {
		const result = resultData.runData.PBX?.[0];
		const outputs = result?.data?.main ?? [];
		return {
			items: outputs.flatMap((output) => output ?? []),
			error: result?.error ?? resultData.error,
			data: resultData,
		};
	});
	return { done, cancel: () => run.cancel() };
}

function itemsNode(count: number): INodeType {
	return {
		description: {
			displayName: 'Items',
			name: 'items',
			group: ['input'],
			version: 1,
			description: 'Gives the items',
			defaults: { name: 'Items' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		execute: async () =>
			await Promise.resolve([Array.from({ length: count }, () => ({ json: {} }))]),
	};
}
