import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { Failure } from '../../../pbx/model/failure';
import { heartbeatInterval } from '../parameters';
import { repeatEvery } from './cron';
import { findOwnWebhook } from './ownWebhook';
import { registerAddress, triggerOf } from './register';
import {
	beatsUntilReplaceable,
	nameOf,
	reportRegistry,
	type Registration,
	type WebhookState,
} from './registrations';
import { runExclusive } from './mutex';

/** Registers the report address again and again, for as long as the workflow is published. */
export function startHeartbeat(context: ITriggerFunctions): ITriggerResponse {
	// A test listen is shorter than a session lasts.
	if (context.getMode() === 'manual') return {};
	let state: 'idle' | 'sending' | 'stopped' = 'idle';
	let lastMessage: string | undefined;
	let known: Registration | undefined;
	repeatEvery(heartbeatInterval(context), context, async () => {
		if (state !== 'idle') return;
		state = 'sending';
		const registration = reportRegistry.of(triggerOf(context), 'production');
		if (!registration) logReplacement(context, known);
		known = registration;
		const failure = registration && (await beat(context, registration));
		if (state === 'sending') state = 'idle';
		if (failure?.message !== lastMessage) log(context, failure);
		lastMessage = failure?.message;
	});
	return {
		async closeFunction() {
			state = 'stopped';
			return await Promise.resolve();
		},
	};
}

async function beat(
	context: ITriggerFunctions,
	registration: Registration,
): Promise<Failure | undefined> {
	const found = await findOwnWebhook(context, registration);
	noteWebhook(context, registration, found);
	return found === 'gone' ? undefined : await sendHeartbeat(context, registration);
}

/**
 * One heartbeat. A PBX that has lost the session (it was restarted) is signed in to on the way, and
 * knows the address again.
 */
async function sendHeartbeat(
	context: ITriggerFunctions,
	registration: Registration,
): Promise<Failure | undefined> {
	try {
		return await runExclusive(registration.pbx, async () => {
			// A test listen has the reports for now, or the workflow was unpublished meanwhile.
			if (reportRegistry.activeFor(registration) !== registration) return undefined;
			return await registerAddress(context, registration);
		});
	} catch (error) {
		const reason = error instanceof Error ? error.message : 'unknown reason';
		return new Failure(
			'unreachable',
			`The heartbeat did not leave n8n: ${reason}`,
			'Check the credential of the trigger.',
		);
	}
}

/** Keeps what a beat found of the webhook, and logs each change once. */
function noteWebhook(
	{ logger }: ITriggerFunctions,
	registration: Registration,
	found: WebhookState,
): void {
	const before = registration.webhook;
	const beats = before?.state === found ? before.beats + 1 : 1;
	registration.webhook = { state: found, beats };
	const name = nameOf(registration);
	const wasReported =
		before?.state === 'gone' ||
		(before?.state === 'unreachable' && before.beats >= beatsUntilReplaceable);
	if (found === 'answers' && wasReported) {
		logger.info(`PBX Trigger: n8n serves the webhook of ${name} again.`);
	}
	if (found === 'gone' && beats === 1) {
		logger.warn(
			`PBX Trigger: n8n does not serve the webhook of ${name}: its registration is dropped. Publish the workflow again (n8n 1: activate it).`,
		);
	}
	if (found === 'unreachable' && beats === beatsUntilReplaceable) {
		logger.warn(
			`PBX Trigger: n8n does not reach its own webhook of ${name}, so a workflow that is published later takes over the events of this PBX. Check that n8n reaches its own webhook URL.`,
		);
	}
}

function logReplacement({ logger }: ITriggerFunctions, known: Registration | undefined): void {
	if (known?.replacedBy === undefined) return;
	logger.warn(
		`PBX Trigger: ${nameOf(known)} gets no more events: ${known.replacedBy} took over the report address of the PBX.`,
	);
}

function log(context: ITriggerFunctions, failure: Failure | undefined): void {
	if (!failure) return context.logger.info('PBX Trigger: heartbeat recovered.');
	const { message, remedy } = failure;
	context.logger.warn(`PBX Trigger: heartbeat failed. ${message}. ${remedy}`);
}
