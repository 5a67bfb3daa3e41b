import '../../transport/oldestN8n';
import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IHookFunctions,
	type ILoadOptionsFunctions,
	type INodeExecutionData,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { searchExtensions } from '../Pbx/methods/listSearch';
import { pasted, properties, webhookMethod } from './properties';

// Loaded when they are first used: n8n loads this file when it starts.
declare const require: {
	(path: './arrivals'): typeof import('./arrivals');
	(path: './delivery/eventDelivery'): typeof import('./delivery/eventDelivery');
};

/** As an expression: whether the chosen kind of PBX takes an address that the user enters there. */
const isPasted = `${JSON.stringify(pasted)}.includes($parameter["family"])`;

export class PbxTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PBX Trigger',
		name: 'pbxTrigger',
		icon: { light: 'file:pbxTrigger.svg', dark: 'file:pbxTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		// n8n merges both nodes into one entry of its panel and shows this description there.
		description:
			'Whisper, listen, barge in and control calls on an IP PBX, or start when something happens on its phones',
		eventTriggerDescription: 'Make a call on the PBX',
		activationMessage: 'The PBX now sends its events to this workflow.',
		triggerPanel: {
			header: 'Pull in events from the PBX',
			executionsHelp: {
				inactive:
					'While you listen, the PBX sends its events to this editor: make a call, and the first wanted event appears here. Listening ends after two minutes.',
				active:
					'While you listen, the PBX sends its events to this editor, and the published workflow gets none until the listening ends, after two minutes at the latest.',
			},
			activationHint:
				'Once the workflow is published (n8n 1: active), every wanted event starts it.',
		},
		defaults: { name: 'PBX Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pbxApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: webhookMethod,
				responseMode: 'onReceived',
				responseData: 'OK',
				// n8n finds a path with a variable part only if it is a full one, and wants it unique.
				isFullPath: true,
				// An address that somebody entered on a PBX stays, and n8n shows it; others get a key of their own.
				path: `={{ ${isPasted} ? $webhookId : $webhookId.slice(0, 8) + "/:key" }}`,
				ndvHideUrl: `={{ !${isPasted} }}`,
			},
		],
		properties,
	};

	methods = {
		listSearch: { searchExtensions },
		loadOptions: {
			async eventDelivery(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
				return await require('./delivery/eventDelivery').eventDelivery.call(this);
			},
		},
	};

	webhookMethods = {
		default: {
			/** A PBX cannot be asked where it reports to, and registering the address again does no harm. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await Promise.resolve(false);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await require('./arrivals').activate(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await require('./arrivals').deactivate(this);
				return true;
			},
		},
	};

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await require('./arrivals').start(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await require('./arrivals').receive(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await require('./arrivals').execute(this);
	}
}
