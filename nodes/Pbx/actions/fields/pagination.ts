import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../item';
import { flagOf } from './choice';
import { numberOf } from './number';

const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

/** How many results to give, as everywhere in n8n. */
export const limitFields: INodeProperties[] = [returnAll, limit];

/** How many results are wanted at most; read before anything is sent. */
export function maxResults(item: Item): number {
	if (flagOf(item.parameter(returnAll.name) ?? returnAll.default, returnAll)) return Infinity;
	return numberOf(item.parameter(limit.name), limit);
}
