import { Failure } from '../../../model/failure';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import type { DriverConfig } from '../wire/config';
import { explain } from '../wire/errors';
import { Refusal } from '../wire/reply';

/** Why this number cannot be called; undefined when the dialplan has it. */
export async function notDiallable(
	ask: Ask,
	{ context }: DriverConfig,
	number: string,
): Promise<Failure | undefined> {
	const answer = await showDialplan(ask, context, number);
	if (answer instanceof Failure) return answer;
	if (!(answer instanceof Refusal)) return undefined;
	if (answer.message === `Did not find context ${context}`) {
		return new Failure(
			'invalidInput',
			`The dialplan of the PBX has no context ${context}`,
			'Use the context in which extensions dial.',
			answer.message,
			'dialplanContext',
		);
	}
	if (answer.message.startsWith('Did not find extension')) {
		return new Failure(
			'notFound',
			`The number ${number} cannot be dialled on the PBX`,
			'Check the number.',
			answer.message,
		);
	}
	return explain(answer.message, actions.showDialplan);
}

/** The dialplan of the module func_periodic_hook, in which Asterisk plays its beep. */
const beepExtension = 'beep';
const beepContext = '__func_periodic_hook_context__';

/** The channel that answers with the beep and hangs up. */
export const beepChannel = `Local/${beepExtension}@${beepContext}`;

/** Why the PBX cannot play its beep; undefined when it can. */
export async function noBeep(ask: Ask): Promise<Failure | undefined> {
	const answer = await showDialplan(ask, beepContext, beepExtension);
	if (answer instanceof Failure) return answer;
	if (!(answer instanceof Refusal)) return undefined;
	if (!answer.message.startsWith('Did not find')) {
		return explain(answer.message, actions.showDialplan);
	}
	return new Failure(
		'unsupported',
		'The PBX cannot play a beep to the agent',
		'Load the Asterisk module func_periodic_hook, which has the beep.',
		answer.message,
		'beepToAgent',
	);
}

async function showDialplan(ask: Ask, context: string, extension: string) {
	return await ask.raw(actions.showDialplan, [
		['Context', context],
		['Extension', extension],
	]);
}
