import type { Resource } from '../resource';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { updateMonitoring } from './updateMonitoring.operation';

export const extension: Resource = {
	operations: { get, getAll, updateMonitoring },
	operationField: {
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
			{
				name: 'Update Monitoring Permission',
				value: 'updateMonitoring',
				action: 'Update whether an extension monitors or is monitored',
				description:
					'Set whether an extension may be monitored, and which monitoring it may perform',
			},
		],
		default: 'getAll',
	},
};
