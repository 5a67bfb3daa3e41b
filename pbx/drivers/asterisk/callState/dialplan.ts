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
	const answer = await ask.raw(actions.showDialplan, [
		['Context', context],
		['Extension', number],
	]);
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
