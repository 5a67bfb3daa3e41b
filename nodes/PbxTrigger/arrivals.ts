import type {
	ICredentialDataDecryptedObject,
	IHookFunctions,
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
import { hintFor } from './labels';
import { acceptReports } from './pasted/arrival';
import { receivePasted } from './pasted/receive';
import { startHeartbeat } from './registration/heartbeat';
import { register, release } from './registration/register';
import { receiveReport, refuse } from './webhook/receive';

/** What the trigger does for one way in which events arrive. */
interface Arrival {
	/** The workflow is published, or a test listen begins. */
	register(context: IHookFunctions): Promise<Failure | undefined>;
	/** It is unpublished, or the listening ends; nothing happens where nothing was registered. */
	release(context: IHookFunctions): Promise<void>;
	/** What runs while the workflow is published. */
	start(context: ITriggerFunctions): ITriggerResponse;
	receive(context: IWebhookFunctions): Promise<IWebhookResponseData>;
}

/** Absent: a PBX with such events cannot be used by this version. */
const arrivals: Readonly<Record<EventSource['arrive'], Arrival | undefined>> = {
	registered: { register, release, start: startHeartbeat, receive: receiveReport },
	pasted: {
		register: acceptReports,
		release: async () => await Promise.resolve(),
		start: () => ({}),
		receive: receivePasted,
	},
	polled: undefined,
};

export async function activate(context: IHookFunctions): Promise<void> {
	const failure = await activationFailure(context);
	if (failure) throw nodeError(context.getNode(), failure, { hintFor });
}

export async function deactivate(context: IHookFunctions): Promise<void> {
	// Whatever the family is now: it may have been changed since.
	for (const arrival of Object.values(arrivals)) await arrival?.release(context);
}

export function start(context: ITriggerFunctions): ITriggerResponse {
	const arrival = arrivalOf(context);
	return arrival instanceof Failure ? {} : arrival.start(context);
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
	const fields = await context.getCredentials<ICredentialDataDecryptedObject>(pbxApi);
	return familyMismatch(context, fields) ?? (await arrival.register(context));
}

function arrivalOf(context: IHookFunctions | ITriggerFunctions | IWebhookFunctions) {
	const family = triggerFamily(context);
	if (family instanceof Failure) return family;
	return (
		arrivals[family.source.arrive] ??
		new Failure(
			'unsupported',
			`This version does not receive the events of ${family.label}`,
			'Update the package n8n-nodes-pbx.',
		)
	);
}
