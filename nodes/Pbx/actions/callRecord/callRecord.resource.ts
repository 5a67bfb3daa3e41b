import type { Resource } from '../resource';
import { getAll } from './getAll.operation';

export const callRecord: Resource = {
	operations: { getAll },
	operationField: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['callRecord'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many call records of past calls',
				description: 'Get the records of calls that are over, by time and extension',
			},
		],
		default: 'getAll',
	},
};
