import { Failure } from '../../model/failure';
import type { Calls } from '../../model/calls';
import { text } from '../../http/tree';
import type { Ask } from './wire/client';
import { endpoints } from './wire/endpoints';
import { explain } from './wire/errors';
import { Refusal } from './wire/reply';

/** Play a prompt to an extension, or to an external number (manual: Play prompts). */
export function playPrompt(ask: Ask): NonNullable<Calls['playPrompt']> {
	return async ({ prompts, to, autoAnswer }) => {
		const prompt = prompts.join('+');
		const answer =
			to.kind === 'extension'
				? await ask(endpoints.playToExtension, {
						extid: to.number,
						prompt,
						autoanswer: autoAnswer ? 'yes' : 'no',
					})
				: await ask(endpoints.playOutside, { outto: to.number, prompt });
		if (answer instanceof Failure) return answer;
		if (answer instanceof Refusal) {
			const who = to.kind === 'extension' ? `Extension ${to.number}` : `Number ${to.number}`;
			return explain(answer.errno, who);
		}
		// Promised by the page's table, absent in its sample.
		return { result: 'accepted', callId: text(answer, 'callid') || undefined };
	};
}
