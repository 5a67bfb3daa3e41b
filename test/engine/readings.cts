import 'reflect-metadata';

import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Expression,
	NodeConnectionTypes,
	Workflow,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';

import { Pbx } from '../../nodes/Pbx/Pbx.node';
import { CredentialStore } from './credentialStore.cts';
import { additionalData, itemsNode } from './runNode.cts';

const { description } = new Pbx();

/** The engines that n8n can resolve expressions with: in an isolate, or the older one in its own process. */
export type ExpressionEngine = 'legacy' | 'vm';

/** As n8n does when it starts. */
export async function startExpressionEngine(engine: ExpressionEngine): Promise<void> {
	await Expression.initExpressionEngine({
		engine,
		bridgeTimeout: 5_000,
		bridgeMemoryLimit: 128,
		poolSize: 1,
		maxCodeCacheSize: 1_024,
	});
}

export async function stopExpressionEngine(): Promise<void> {
	await Expression.disposeExpressionEngine();
}

/** Runs `read` in the place of the PBX node, with all that n8n gives it: its parameters and these items. */
export async function inPlaceOfNode<Read>(
	parameters: INodeParameters,
	items: readonly IDataObject[],
	read: (context: IExecuteFunctions) => Read,
): Promise<Read> {
	const reads: Read[] = [];
	const reader: INodeType = {
		description,
		async execute(this: IExecuteFunctions) {
			reads.push(read(this));
			return await Promise.resolve([[]]);
		},
	};
	const nodes: INode[] = [
		{ id: '1', name: 'Items', type: 'items', typeVersion: 1, position: [0, 0], parameters: {} },
		{ id: '2', name: 'PBX', type: 'pbx', typeVersion: 1, position: [200, 0], parameters },
	];
	const types: Record<string, INodeType> = {
		items: itemsNode(items.map((json): INodeExecutionData => ({ json }))),
		pbx: reader,
	};
	const nodeTypes: INodeTypes = {
		getByName: (name) => types[name]!,
		getByNameAndVersion: (name) => types[name]!,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({
		id: 'readings',
		nodes,
		connections: {
			Items: { main: [[{ node: 'PBX', type: NodeConnectionTypes.Main, index: 0 }]] },
		},
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: nodes[0]!, data: { main: [[{ json: {} }]] }, source: null }],
		},
	});
	const run = await new WorkflowExecute(
		additionalData(new CredentialStore({ data: {} }), workflow),
		'trigger',
		data,
	).processRunExecutionData(workflow);
	const [first] = reads;
	if (first === undefined) throw run.data.resultData.error ?? new Error('the node did not run');
	return first;
}
