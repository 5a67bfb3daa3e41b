import { Failure } from '../../failure';
import type { Ask } from './ask';
import { extensions } from './extensions';

/**
 * The id of the call that the extension would hand on. The page "Call transfer" asks for the id of an
 * external call, which the settings of an extension in a call show.
 */
export async function transferableCall(ask: Ask, extension: string): Promise<string | Failure> {
	const found = await extensions(ask).query([extension]);
	if (found instanceof Failure) return found;
	const row = found.find(({ number }) => number === extension);
	if (!row) {
		return new Failure(
			'notFound',
			`Extension ${extension} does not exist on the PBX`,
			'Check the number in the list of extensions of the PBX.',
		);
	}
	const ids = (row.calls ?? []).flatMap(({ id }) => id ?? []);
	const [id] = ids;
	if (id !== undefined && ids.length === 1) return id;
	if (ids.length > 1) {
		return new Failure(
			'refused',
			`Extension ${extension} is in ${ids.length} external calls, and this PBX does not say which one is the current one`,
			`Name one of them in the option 'Call ID': ${ids.join(', ')}.`,
		);
	}
	if (row.state === 'idle' || row.state === 'unavailable') {
		return new Failure(
			'refused',
			`Extension ${extension} is not in a call`,
			'Transfer when the call is up.',
		);
	}
	return new Failure(
		'refused',
		`This PBX tells no id for the call of extension ${extension}, and transfers only calls with one`,
		"It gives ids to calls over a trunk only. If you have one from a report, enter it in the option 'Call ID'.",
	);
}
