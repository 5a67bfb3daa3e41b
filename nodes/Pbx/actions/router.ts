import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { executionCancelled } from '../../../pbx/model/failures';
import { Failure } from '../../../pbx/model/failure';
import { connect, type PbxWithTimeout } from '../../../transport/connect';
import { nodeError } from '../../../transport/nodeError';
import { createRun, type Run } from './run';
import { Item } from './item';
import { lockedExtensions } from './lockedExtensions';
import { BinaryResult, type Operation, type Result } from './operation';
import { concurrency, timeout } from './fields/parameters';
import { findOperation } from './resources';
import { ItemScheduler } from './scheduler';

/** What became of one item. `notStarted`: an earlier failure stopped the execution. */
type Outcome = Result[] | Failure | NodeOperationError | 'notStarted';

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
	const items = this.getInputData().map((_input, index) => new Item(this, index));
	const [first] = items;
	if (!first) return [[]];
	const atATime = concurrency(first);
	if (atATime instanceof Failure) throw nodeError(this.getNode(), atATime);
	const connecting = connect(this);
	// n8n resolves the expressions of the first item while its database looks up the credential.
	lockedExtensions(operation, first);
	const pbxWithin = await connecting;
	const execution = createRun(this);
	const turns = new ItemScheduler(atATime);
	const outcomes = await turns.run(
		items,
		(item) => (execution.halted() ? [] : namesOf(operation, items, item)),
		async (item): Promise<Outcome> => {
			if (execution.halted()) return 'notStarted';
			const outcome = await executeItem(operation, pbxWithin, execution, turns, item);
			return afterwards(this, execution, outcome);
		},
	);
	return [outcomes.flatMap((outcome, item) => asItems(this, outcome, item))];
}

/** n8n resolves expressions faster in a row than between requests; more would keep others waiting. */
const readTogether = 25;

/** The extensions that an item names; those of the items behind it are read along. */
function namesOf(operation: Operation, items: readonly Item[], item: Item): string[] {
	if (item.index % readTogether === 0) {
		const behind = items.slice(item.index + 1, item.index + readTogether);
		for (const each of behind) lockedExtensions(operation, each);
	}
	return lockedExtensions(operation, item);
}

async function executeItem(
	operation: Operation,
	pbxWithin: PbxWithTimeout,
	execution: Run,
	turns: ItemScheduler,
	item: Item,
): Promise<Outcome> {
	try {
		if (execution.clock.cancelled()) return executionCancelled();
		const milliseconds = timeout(item);
		if (milliseconds instanceof Failure) return milliseconds;
		const pbx = pbxWithin(milliseconds);
		if (pbx instanceof Failure) return pbx;
		return await operation.execute(pbx, item, execution.contextFor(pbx, turns));
	} catch (error) {
		// An expression that cannot be resolved concerns its own item only.
		return new NodeOperationError(item.context.getNode(), error as Error, {
			itemIndex: item.index,
		});
	}
}

/** Unless the node is to continue, the first failure keeps the items behind it from starting. */
function afterwards(context: IExecuteFunctions, execution: Run, outcome: Outcome): Outcome {
	if (Array.isArray(outcome) || context.continueOnFail()) return outcome;
	const stoppedWaiting = outcome instanceof Failure && outcome.kind === 'cancelled';
	if (stoppedWaiting && execution.halted()) return 'notStarted';
	execution.halt();
	return outcome;
}

function asItems(context: IExecuteFunctions, outcome: Outcome, item: number): INodeExecutionData[] {
	if (outcome === 'notStarted') return [];
	const pairedItem = { item };
	if (Array.isArray(outcome)) {
		return outcome.map((result) =>
			result instanceof BinaryResult
				? { json: result.json, binary: result.binary, pairedItem }
				: { json: result, pairedItem },
		);
	}
	const error = outcome instanceof Failure ? nodeError(context.getNode(), outcome, { itemIndex: item }) : outcome;
	if (!context.continueOnFail()) throw error;
	const remedy = error.description ?? '';
	// Only an item with these two fields, and no others, goes to the error output of every n8n.
	const json = { error: error.message, message: `${error.message}. ${remedy}`.trim() };
	return [{ json, pairedItem }];
}
