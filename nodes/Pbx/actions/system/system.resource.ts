import type { Resource } from '../resource';
import { getInfo } from './getInfo.operation';

export const system: Resource = {
	operations: { getInfo },
	operationField: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['system'] } },
		options: [
			{
				name: 'Get Info',
				value: 'getInfo',
				action: 'Get PBX model and firmware with its clock',
				description: 'Get model, firmware, clock and number of extensions of the PBX',
			},
		],
		default: 'getInfo',
	},
};
