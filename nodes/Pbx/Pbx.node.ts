import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { resourceProperties } from './actions/resources';
import { router } from './actions/router';
import { searchExtensions, searchMonitored, searchSupervisors } from './methods/listSearch';

export class Pbx implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PBX',
		name: 'pbx',
		icon: { light: 'file:pbx.svg', dark: 'file:pbx.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			"Put a supervisor on an agent's live call (whisper, listen, barge in) and see the extensions of an IP PBX",
		defaults: { name: 'PBX' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pbxApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Call', value: 'call' },
					{ name: 'Call Record', value: 'callRecord' },
					{ name: 'Extension', value: 'extension' },
					{ name: 'Monitoring', value: 'monitoring' },
					{ name: 'Queue', value: 'queue' },
					{ name: 'Recording', value: 'recording' },
					{ name: 'System', value: 'system' },
				],
				default: 'monitoring',
			},
			...resourceProperties,
		],
	};

	methods = { listSearch: { searchExtensions, searchMonitored, searchSupervisors } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}
}
