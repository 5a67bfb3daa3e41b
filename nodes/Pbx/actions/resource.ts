import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from './operation';

/** A resource: the operations it has and the parameter that chooses among them. */
export interface Resource {
	operationField: INodeProperties;
	operations: Readonly<Record<string, Operation>>;
}
