import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { call } from './call/call.resource';
import { callRecord } from './callRecord/callRecord.resource';
import { extension } from './extension/extension.resource';
import { monitoring } from './monitoring/monitoring.resource';
import type { Operation } from './operation';
import { queue } from './queue/queue.resource';
import { recording } from './recording/recording.resource';
import type { Resource } from './resource';
import { system } from './system/system.resource';

/** Everything the node can do. */
const resources: Readonly<Record<string, Resource>> = {
	call,
	callRecord,
	extension,
	monitoring,
	queue,
	recording,
	system,
};

/** The parameters of every resource, each shown with its operation. */
export const resourceProperties: INodeProperties[] = Object.entries(resources).flatMap(
	([resource, { operationField, operations }]) => [
		operationField,
		...Object.entries(operations).flatMap(([operation, { properties }]) =>
			updateDisplayOptions({ show: { resource: [resource], operation: [operation] } }, properties),
		),
	],
);

export function findOperation(resource: string, operation: string): Operation | undefined {
	return resources[resource]?.operations[operation];
}
