import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import type { EventSource } from '../../pbx/model/events';
import { Failure } from '../../pbx/model/failure';
import { pbxApi } from '../../transport/credential';
import { nodeError } from '../../transport/nodeError';
import { allowedAddresses, eventFilter, familyMismatch, triggerFamily } from './parameters';
import { noteActivation } from './delivery/refusals';
import { hintFor } from './labels';
import { acceptReports } from './pasted/arrival';
import { receivePasted } from './pasted/receive';
import { listenOnce } from './polling/listenOnce';
import { startPolling } from './polling/startPolling';
import { startHeartbeat } from './registration/heartbeat';
import { register, release } from './registration/register';
import { receiveReport, refuse } from './webhook/receive';

/** What the trigger does for one way in which events arrive at a webhook. */
interface Arrival {
	/** The workflow is published, or a test listen begins. */
	register(context: IHookFunctions): Promise<Failure | undefined>;
	/** It is unpublished, or the listening ends; nothing happens where nothing was registered. */
	release(context: IHookFunctions): Promise<void>;
	/** What runs while the workflow is published. */
	start(context: ITriggerFunctions): ITriggerResponse;
	receive(context: IWebhookFunctions): Promise<IWebhookResponseData>;
}

/** `polled` needs no webhook. */
const arrivals: Readonly<Record<Exclude<EventSource['arrive'], 'polled'>, Arrival>> = {
	registered: { register, release, start: startHeartbeat, receive: receiveReport },
	pasted: {
		register: acceptReports,
		release: async () => await Promise.resolve(),
		start: () => ({}),
		receive: receivePasted,
	},
};

function isPolled(context: ITriggerFunctions | IExecuteFunctions): boolean {
	const family = triggerFamily(context);
	return !(family instanceof Failure) && family.source.arrive === 'polled';
}

export async function activate(context: IHookFunctions): Promise<void> {
	const failure = await activationFailure(context);
	noteActivation(context, failure);
	if (failure) throw nodeError(context.getNode(), failure, { hintFor });
}

export async function deactivate(context: IHookFunctions): Promise<void> {
	// Whatever the family is now: it may have been changed since.
	for (const arrival of Object.values(arrivals)) await arrival.release(context);
}

export async function start(context: ITriggerFunctions): Promise<ITriggerResponse> {
	if (isPolled(context)) {
		const started = (await mismatch(context)) ?? (await startPolling(context));
		noteActivation(context, started instanceof Failure ? started : undefined);
		if (started instanceof Failure) throw nodeError(context.getNode(), started, { hintFor });
		return started;
	}
	const arrival = arrivalOf(context);
	return arrival instanceof Failure ? {} : arrival.start(context);
}

/**
 * What the node gives to the next one. In a manual run n8n calls this and not `trigger`: the event is
 * there already, or must be waited for where it does not come to a webhook.
 */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (context.getMode() !== 'manual' || !isPolled(context)) return [context.getInputData()];
	const items = (await mismatch(context)) ?? (await listenOnce(context));
	if (items instanceof Failure) throw nodeError(context.getNode(), items, { hintFor });
	return items;
}

export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const arrival = arrivalOf(context);
	return arrival instanceof Failure ? refuse(context, 404) : await arrival.receive(context);
}

async function activationFailure(context: IHookFunctions): Promise<Failure | undefined> {
	const arrival = arrivalOf(context);
	if (arrival instanceof Failure) return arrival;
	const filter = eventFilter(context);
	if (filter instanceof Failure) return filter;
	const allowed = allowedAddresses(context);
	if (allowed instanceof Failure) return allowed;
	return (await mismatch(context)) ?? (await arrival.register(context));
}

async function mismatch(
	context: IHookFunctions | ITriggerFunctions | IExecuteFunctions,
): Promise<Failure | undefined> {
	const fields = await context.getCredentials<ICredentialDataDecryptedObject>(pbxApi);
	return familyMismatch(context, fields);
}

function arrivalOf(context: IHookFunctions | ITriggerFunctions | IWebhookFunctions) {
	const family = triggerFamily(context);
	if (family instanceof Failure) return family;
	const { arrive } = family.source;
	return arrive === 'polled' ? noWebhook(family.label) : arrivals[arrive];
}

function noWebhook(family: string): Failure {
	return new Failure(
		'unsupported',
		`${family} sends no events to an address: this node asks for them`,
		'Publish the workflow again.',
	);
}
