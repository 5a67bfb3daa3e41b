import type { INodeProperties } from 'n8n-workflow';

import { alphabetical } from '../labels';
import { call } from './call/call.resource';
import { callRecord } from './callRecord/callRecord.resource';
import { extension } from './extension/extension.resource';
import { monitoring } from './monitoring/monitoring.resource';
import type { Operation } from './operation';
import { queue } from './queue/queue.resource';
import { recording } from './recording/recording.resource';
import type { Resource } from './resource';
import { system } from './system/system.resource';

/** Everything the node can do, sorted by name. */
export const resources: readonly Resource[] = [
	call,
	callRecord,
	extension,
	monitoring,
	queue,
	recording,
	system,
].sort((one, other) => alphabetical(one.name, other.name));

const resourceField: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: resources.map(({ name, value }) => ({ name, value })),
	default: 'monitoring',
};

/** All parameters of the node, each shown with its operation. */
export const properties: INodeProperties[] = [
	resourceField,
	...resources.flatMap((resource) => resource.properties),
];

export function findOperation(resource: string, operation: string): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}
