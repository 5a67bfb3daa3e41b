import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { Failure } from '../../../pbx/model/failure';
import { heartbeatInterval } from '../parameters';
import { registerAddress, triggerOf } from './register';
import { reportRegistry } from './registrations';
import { runExclusive } from './mutex';

/** Names the report address to the PBX again and again, for as long as the workflow is active. */
export function startHeartbeat(context: ITriggerFunctions): ITriggerResponse {
	// A test listen is shorter than a session lives.
	if (context.getMode() === 'manual') return {};
	let state: 'resting' | 'beating' | 'stopped' = 'resting';
	let trouble: string | undefined;
	const expression = atLeastEvery(heartbeatInterval(context));
	context.helpers.registerCron({ expression }, async () => {
		if (state !== 'resting') return;
		state = 'beating';
		const failure = await sendHeartbeat(context);
		if (state === 'beating') state = 'resting';
		if (failure?.message !== trouble) report(context, failure);
		trouble = failure?.message;
	});
	return {
		async closeFunction() {
			state = 'stopped';
			return await Promise.resolve();
		},
	};
}

/**
 * One heartbeat. A PBX that has forgotten the session (it was restarted) is signed in to on the way,
 * and knows the address again.
 */
async function sendHeartbeat(context: ITriggerFunctions): Promise<Failure | undefined> {
	const trigger = triggerOf(context);
	const claim = reportRegistry.of(trigger, 'production');
	if (!claim) return undefined;
	try {
		return await runExclusive(claim.credential.id, async () => {
			// A test listen has the reports for now, or the workflow was deactivated meanwhile.
			if (reportRegistry.activeFor(claim) !== claim) return undefined;
			return await registerAddress(context, claim);
		});
	} catch (error) {
		const why = error instanceof Error ? error.message : 'unknown reason';
		return new Failure(
			'outcomeUnknown',
			`The heartbeat did not leave n8n: ${why}`,
			'Look at the credential.',
		);
	}
}

function report(context: ITriggerFunctions, failure: Failure | undefined): void {
	if (!failure) return context.logger.info('PBX Trigger: the PBX reports again.');
	const { message, remedy } = failure;
	context.logger.warn(`PBX Trigger: no reports for now. ${message}. ${remedy}`);
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
