import type { Resource } from '../resource';
import { download } from './download.operation';

export const recording: Resource = {
	operations: { download },
	operationField: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['recording'] } },
		options: [
			{
				name: 'Download',
				value: 'download',
				action: 'Download the recording of a call as a file',
				description: 'Get a recording as a binary file',
			},
		],
		default: 'download',
	},
};
