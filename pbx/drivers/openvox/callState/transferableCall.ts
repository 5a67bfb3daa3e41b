import { Failure } from '../../../model/failure';
import type { LiveCall } from '../../../model/calls';
import type { Ask } from '../wire/client';
import { extensions } from '../extensions';
import { liveCalls } from './liveCalls';

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
	if (row.state === 'idle' || row.state === 'unavailable') {
		return new Failure(
			'refused',
			`Extension ${extension} is not in a call`,
			'Transfer when the call is up.',
		);
	}
	const calls = row.calls?.length ? row.calls : await callsOf(ask, extension);
	if (calls instanceof Failure) return calls;
	const ids = calls.flatMap(({ id }) => id ?? []);
	const [id] = ids;
	if (id !== undefined && ids.length === 1) return id;
	if (ids.length > 1) {
		return new Failure(
			'refused',
			`Extension ${extension} is in ${ids.length} external calls, and this PBX does not say which one is the current one`,
			`Name one of them in the option 'Call ID': ${ids.join(', ')}.`,
		);
	}
	return new Failure(
		'refused',
		`This PBX tells no id for the call of extension ${extension}, and transfers only calls with one`,
		"It gives ids to calls over a trunk only. If you have one from a report, enter it in the option 'Call ID'.",
	);
}

/** Some firmware may show the call only in the lists of trunk calls. */
async function callsOf(ask: Ask, extension: string): Promise<LiveCall[] | Failure> {
	const all = await liveCalls(ask);
	if (all instanceof Failure) return all;
	return all.filter((call) => call.extensions.some(({ number }) => number === extension));
}
