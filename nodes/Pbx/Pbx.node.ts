import '../../transport/oldestN8n';
import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { properties } from './actions/resources';
import * as listSearch from './methods/listSearch';

// Loaded with the first execution: n8n loads this file when it starts.
declare const require: (path: './actions/router') => typeof import('./actions/router');

const digits = '/^\\d+$/';

/**
 * What stands under the node on the canvas: who monitors whom where both numbers are fixed, as in
 * `whisper: 101 → 106`, otherwise the operation. Raw, because n8n shows nothing where an expression of a
 * parameter cannot be resolved before the node ran.
 */
const subtitle = [
	'={{',
	'$rawParameter["resource"] === "monitoring"',
	`&& ${digits}.test($rawParameter["supervisorExtension"])`,
	`&& ${digits}.test($rawParameter["monitoredExtension"])`,
	'? $rawParameter["operation"] + ": " + $rawParameter["supervisorExtension"]',
	'+ " → " + $rawParameter["monitoredExtension"]',
	': $rawParameter["operation"] + ": " + $rawParameter["resource"]',
	'}}',
].join(' ');

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

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await require('./actions/router').router.call(this);
	}
}
