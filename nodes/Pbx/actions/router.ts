import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { executionCancelled } from '../../../pbx/model/failures/general';
import { Failure } from '../../../pbx/model/failure';
import { connect, type PbxWithTimeout } from '../../../transport/connect';
import { nodeError } from '../../../transport/nodeError';
import { InvalidInput } from './fields/invalidInput';
import { readConcurrency, readTimeout } from './fields/options';
import { hintFor } from './hints';
import { ItemsInHand, type Item } from './item';
import { lockedExtensions } from './lockedExtensions';
import type { Operation } from './operation';
import { BinaryResult, type Result } from './output';
import { findOperation } from './resources';
import { createRun, type Run } from './run';
import { ItemScheduler } from './scheduler';

type Failed = Failure | NodeOperationError;

/** What became of one item. `notStarted`: an earlier failure stopped the execution. */
type ItemResult = Result[] | Failed | 'notStarted';

/** The only loop over items. */
export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(this);
	const { length } = this.getInputData();
	if (length === 0) return [[]];
	const items = new ItemsInHand(this, operation.properties);
	const first = items.at(0);
	const concurrency = readOr(first, () => readConcurrency(first));
	if (typeof concurrency !== 'number') throw errorOf(this, 0, operation, concurrency);
	const connecting = connect(this);
	// n8n resolves the expressions of the first item while its database looks up the credential.
	lockedExtensions(operation, first);
	const pbxWithTimeout = await connecting;
	const run = createRun(this);
	const scheduler = new ItemScheduler(concurrency);
	const results = await scheduler.run(
		length,
		(index) => (run.halted() ? [] : locksOf(operation, items, index, length)),
		async (index): Promise<ItemResult> => {
			if (run.halted()) return 'notStarted';
			const item = items.at(index);
			const result = await executeItem(operation, pbxWithTimeout, run, scheduler, item);
			items.release(index);
			return haltOnFailure(this, run, result);
		},
	);
	return [results.flatMap((result, index) => outputItems(this, index, operation, result))];
}

function chosenOperation(context: IExecuteFunctions): Operation {
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	const operation = findOperation(resource, name);
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`There is no operation '${name}' for '${resource}'`,
		{ description: 'Choose resource and operation again.' },
	);
}

/** n8n resolves expressions faster in a row than between requests; more would keep others waiting. */
const readTogether = 25;

/** The extensions that an item locks; those of the items behind it are read along. */
function locksOf(
	operation: Operation,
	items: ItemsInHand,
	index: number,
	length: number,
): string[] {
	if (index % readTogether === 0) {
		const behind = Math.min(index + readTogether, length);
		for (let each = index + 1; each < behind; each += 1)
			lockedExtensions(operation, items.at(each));
	}
	return lockedExtensions(operation, items.at(index));
}

async function executeItem(
	operation: Operation,
	pbxWithTimeout: PbxWithTimeout,
	run: Run,
	scheduler: ItemScheduler,
	item: Item,
): Promise<Result[] | Failed> {
	try {
		if (run.clock.cancelled()) return executionCancelled();
		const opened = pbxWithTimeout(readTimeout(item));
		if (opened instanceof Failure) return opened;
		return await operation.execute(opened.pbx, item, run.contextFor(opened, scheduler));
	} catch (error) {
		return failedBy(error, item);
	}
}

function readOr<T>(item: Item, read: () => T): T | Failed {
	try {
		return read();
	} catch (error) {
		return failedBy(error, item);
	}
}

/** What a reader of parameters threw; an expression that cannot be resolved concerns its own item only. */
function failedBy(error: unknown, { context, index: itemIndex }: Item): Failed {
	if (error instanceof InvalidInput) return error.failure;
	const cause = error instanceof Error ? error : String(error);
	return new NodeOperationError(context.getNode(), cause, { itemIndex });
}

/** Unless the node is to continue, the first failure keeps the items behind it from starting. */
function haltOnFailure(context: IExecuteFunctions, run: Run, result: ItemResult): ItemResult {
	if (Array.isArray(result) || context.continueOnFail()) return result;
	const stoppedWaiting = result instanceof Failure && result.kind === 'cancelled';
	if (stoppedWaiting && run.halted()) return 'notStarted';
	run.halt();
	return result;
}

function errorOf(
	context: IExecuteFunctions,
	itemIndex: number,
	operation: Operation,
	failed: Failed,
) {
	if (!(failed instanceof Failure)) return failed;
	return nodeError(context.getNode(), failed, {
		itemIndex,
		hintFor: (input) => hintFor(operation, input),
	});
}

function outputItems(
	context: IExecuteFunctions,
	index: number,
	operation: Operation,
	result: ItemResult,
): INodeExecutionData[] {
	if (result === 'notStarted') return [];
	const pairedItem = { item: index };
	if (Array.isArray(result)) {
		return result.map((each) =>
			each instanceof BinaryResult
				? { json: each.json, binary: each.binary, pairedItem }
				: { json: each, pairedItem },
		);
	}
	const error = errorOf(context, index, operation, result);
	if (!context.continueOnFail()) throw error;
	const remedy = error.description ?? '';
	// Only an item with these two fields, and no others, goes to the error output of every n8n.
	const json = { error: error.message, message: `${error.message}. ${remedy}`.trim() };
	return [{ json, pairedItem }];
}
