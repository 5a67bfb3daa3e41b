import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../../pbx/failure';
import type { Pbx } from '../../../pbx/pbx';

/** One operation: its own parameters, and what it does for one item. */
export interface Operation {
	/** Shown when resource and operation are chosen. */
	properties: INodeProperties[];
	execute(pbx: Pbx, context: IExecuteFunctions, item: number): Promise<IDataObject[] | Failure>;
}
