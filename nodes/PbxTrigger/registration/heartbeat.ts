import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { Failure } from '../../../pbx/model/failure';
import { heartbeatInterval } from '../parameters';
import { registerAddress, triggerOf } from './register';
import { reportRegistry } from './registrations';
import { runExclusive } from './mutex';

/** Registers the report address again and again, for as long as the workflow is published. */
export function startHeartbeat(context: ITriggerFunctions): ITriggerResponse {
	// A test listen is shorter than a session lasts.
	if (context.getMode() === 'manual') return {};
	let state: 'idle' | 'sending' | 'stopped' = 'idle';
	let lastMessage: string | undefined;
	const expression = atLeastEvery(heartbeatInterval(context));
	context.helpers.registerCron({ expression }, async () => {
		if (state !== 'idle') return;
		state = 'sending';
		const failure = await sendHeartbeat(context);
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

/**
 * One heartbeat. A PBX that has lost the session (it was restarted) is signed in to on the way, and
 * knows the address again.
 */
async function sendHeartbeat(context: ITriggerFunctions): Promise<Failure | undefined> {
	const registration = reportRegistry.of(triggerOf(context), 'production');
	if (!registration) return undefined;
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

function log(context: ITriggerFunctions, failure: Failure | undefined): void {
	if (!failure) return context.logger.info('PBX Trigger: heartbeat recovered.');
	const { message, remedy } = failure;
	context.logger.warn(`PBX Trigger: heartbeat failed. ${message}. ${remedy}`);
}

/** A cron expression whose pauses are never longer than this. */
export function atLeastEvery(
	seconds: number,
): '* * * * * *' | `*/${number} * * * * *` | `${number} */${number} * * * *` {
	if (seconds === 1) return '* * * * * *';
	if (seconds < 60) return `*/${seconds} * * * * *`;
	// Not every PBX of an n8n at the same second.
	const second = Math.floor(Math.random() * 60);
	return `${second} */${Math.floor(seconds / 60)} * * * *`;
}
