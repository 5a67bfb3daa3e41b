import type { IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../../pbx/model/failure';
import type { Pbx } from '../../../pbx/model/pbx';
import type { SupervisionContext } from '../../../pbx/supervision/context';
import type { Item } from './item';

/** A result that comes with a file. */
export class BinaryResult {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

export type Result = IDataObject | BinaryResult;

/** One operation: its own parameters, and what it does for one item. */
export interface Operation {
	/** Shown when resource and operation are chosen. */
	properties: INodeProperties[];
	execute(pbx: Pbx, item: Item, turn: SupervisionContext): Promise<Result[] | Failure>;
	/** Extensions that an item names outside of the pickers: items with the same one run in order. */
	alsoLocks?(item: Item): string[];
}
