import type { Resource } from '../resource';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const extension: Resource = {
	operations: { get, getAll },
	choice: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['extension'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get extension with its state and current call',
				description: 'Get state, monitoring permissions and current call of one extension',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many extensions with their states and current calls',
				description: 'Get state, monitoring permissions and current call of many extensions',
			},
		],
		default: 'getAll',
	},
};
