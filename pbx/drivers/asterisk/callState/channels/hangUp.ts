import { Failure } from '../../../../model/failure';
import { actions, type ActionFields } from '../../wire/actions';
import type { Ask } from '../../wire/client';
import { explain, isGone } from '../../wire/errors';
import { Refusal } from '../../wire/reply';

/** The channel by its name or id, and the cause "normal clearing". */
export function hangUpFields(channel: string): ActionFields {
	return [
		['Channel', channel],
		['Cause', '16'],
	];
}

/** Hangs up a channel. `gone`: it had ended by itself. */
export async function hangUpChannel(
	ask: Ask,
	channel: string,
	extension: string,
): Promise<'done' | 'gone' | Failure> {
	const answer = await ask.raw(actions.hangUp, hangUpFields(channel));
	if (answer instanceof Failure) return answer;
	if (!(answer instanceof Refusal)) return 'done';
	return isGone(answer.message) ? 'gone' : explain(answer.message, actions.hangUp, extension);
}
