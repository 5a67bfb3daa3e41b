import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { Failure } from '../../../pbx/failure';
import { connect, type PbxWithin } from '../../transport/connect';
import { nodeError } from '../../transport/nodeError';
import type { Operation } from './operation';
import { timeout } from './parameters';
import { findOperation } from './resources';

/** The only loop over items. */
export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const resource = this.getNodeParameter('resource', 0);
	const name = this.getNodeParameter('operation', 0);
	const operation = findOperation(resource, name);
	if (!operation) {
		throw new NodeOperationError(
			this.getNode(),
			`There is no operation '${name}' for '${resource}'`,
			{
				description: 'Choose resource and operation again.',
			},
		);
	}
	const pbxWithin = await connect(this);
	const results: INodeExecutionData[] = [];
	for (let item = 0; item < this.getInputData().length; item += 1) {
		const outcome = await executeItem(this, operation, pbxWithin, item);
		results.push(...asItems(this, outcome, item));
	}
	return [results];
}

async function executeItem(
	context: IExecuteFunctions,
	operation: Operation,
	pbxWithin: PbxWithin,
	item: number,
): Promise<IDataObject[] | Failure | NodeOperationError> {
	try {
		const milliseconds = timeout(context, item);
		if (milliseconds instanceof Failure) return milliseconds;
		const pbx = pbxWithin(milliseconds);
		return pbx instanceof Failure ? pbx : await operation.execute(pbx, context, item);
	} catch (error) {
		// An expression that cannot be resolved concerns its own item only.
		return new NodeOperationError(context.getNode(), error as Error, { itemIndex: item });
	}
}

function asItems(
	context: IExecuteFunctions,
	outcome: IDataObject[] | Failure | NodeOperationError,
	item: number,
): INodeExecutionData[] {
	const pairedItem = { item };
	if (Array.isArray(outcome)) return outcome.map((json) => ({ json, pairedItem }));
	const error = outcome instanceof Failure ? nodeError(context.getNode(), outcome, item) : outcome;
	if (!context.continueOnFail()) throw error;
	const remedy = error.description ?? '';
	// Only an item with these two fields, and no others, goes to the error output of every n8n.
	const json = { error: error.message, message: `${error.message}. ${remedy}`.trim() };
	return [{ json, pairedItem }];
}
