import { Failure } from '../../../model/failure';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import { Refusal } from '../wire/reply';

/** What the PBX's clock shows at a moment, in seconds since 1970 or empty for now; empty where it gives none. */
export async function clockOf(ask: Ask, moment: string, format: string): Promise<string | Failure> {
	const answer = await ask.raw(actions.getVariable, [
		['Variable', `STRFTIME(${moment},,${format})`],
	]);
	if (answer instanceof Failure) return answer;
	if (answer instanceof Refusal) return '';
	return (answer.fields.value ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
}
