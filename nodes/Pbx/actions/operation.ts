import type { IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../../pbx/failure';
import type { Pbx } from '../../../pbx/pbx';
import type { Turn } from '../../../pbx/supervision/turn';
import type { Item } from './item';

/** A result that comes with a file. */
export class WithFile {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

export type Result = IDataObject | WithFile;

/** One operation: its own parameters, and what it does for one item. */
export interface Operation {
	/** Shown when resource and operation are chosen. */
	properties: INodeProperties[];
	execute(pbx: Pbx, item: Item, turn: Turn): Promise<Result[] | Failure>;
	/** Extensions that an item names outside of the pickers: items with the same one run in order. */
	alsoNames?(item: Item): string[];
}
