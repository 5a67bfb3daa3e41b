import { Failure, type Done } from '../../../model/failure';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import { explain } from '../wire/errors';
import { Refusal } from '../wire/reply';

const noSuchEntry = '-16';

/** `gone`: the channel had ended already. */
export async function hangUpChannel(
	ask: Ask,
	channel: string,
	extension: string,
): Promise<Done | 'gone' | Failure> {
	const answer = await ask.raw(actions.hangUp, { channel });
	if (answer instanceof Failure) return answer;
	if (!(answer instanceof Refusal)) return 'done';
	return answer.status === noSuchEntry ? 'gone' : explain(answer, actions.hangUp, { extension });
}
