import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { startHeartbeat } from './registration/heartbeat';
import { properties } from './properties';
import { receive } from './webhook/receive';
import { register, release } from './registration/register';
import { eventDelivery } from './registration/eventDelivery';

export class PbxTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PBX Trigger',
		name: 'pbxTrigger',
		icon: { light: 'file:pbxTrigger.svg', dark: 'file:pbxTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens on the phones of an IP PBX',
		eventTriggerDescription: 'Make a call on the PBX',
		activationMessage: 'The PBX now reports to this workflow.',
		triggerPanel: {
			header: 'Pull in events from the PBX',
			executionsHelp: {
				inactive:
					'While you are listening, the PBX reports to this editor: make a call, and its first wanted event shows up here. The listening ends after two minutes.',
				active:
					'While you are listening, the PBX reports to this editor, and the active workflow gets no events until the listening ends, two minutes from now at the latest.',
			},
			activationHint: 'Once your workflow is active, every wanted event starts it.',
		},
		defaults: { name: 'PBX Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pbxApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: 'OK',
				// n8n finds a path with a variable part only if it is a full one, and wants it unique.
				isFullPath: true,
				path: '={{ $webhookId.slice(0, 8) }}/:key',
				ndvHideUrl: true,
			},
		],
		properties,
	};

	methods = { loadOptions: { eventDelivery } };

	webhookMethods = {
		default: {
			/** A PBX cannot be asked where it reports to, and naming the address again does no harm. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await Promise.resolve(false);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await register(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await release(this);
				return true;
			},
		},
	};

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await Promise.resolve(startHeartbeat(this));
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}

	/** A manual run would wait for `trigger` for ever, although the event is there already. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await Promise.resolve([this.getInputData()]);
	}
}
