import '../../transport/oldestN8n';
import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { properties } from './actions/resources';
import { router } from './actions/router';
import { subtitle } from './subtitle';
import { searchExtensions, searchMonitored, searchSupervisors } from './methods/listSearch';

export class Pbx implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PBX',
		name: 'pbx',
		icon: { light: 'file:pbx.svg', dark: 'file:pbx.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle,
		description:
			'Put a supervisor on a live call (whisper, listen, barge in) and control calls on an IP PBX',
		defaults: { name: 'PBX' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pbxApi', required: true }],
		properties,
	};

	methods = { listSearch: { searchExtensions, searchMonitored, searchSupervisors } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}
}
