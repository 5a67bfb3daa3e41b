import type { Resource } from '../resource';
import { getStatus } from './getStatus.operation';

export const queue: Resource = {
	operations: { getStatus },
	operationField: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['queue'] } },
		options: [
			{
				name: 'Get Status',
				value: 'getStatus',
				action: 'Get queue status with agents and waiting callers',
				description: 'Get what each agent of a queue is doing, and how many callers wait',
			},
		],
		default: 'getStatus',
	},
};
