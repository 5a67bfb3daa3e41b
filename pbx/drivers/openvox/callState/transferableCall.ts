import { Failure } from '../../../model/failure';
import { extensionNotFound, notInCall } from '../../../model/failures/extensions';
import { pbxText } from '../../../http/pbxText';
import type { LiveCall } from '../../../model/calls';
import type { Ask } from '../wire/client';
import { queryExtensions } from './extensionQuery';
import { liveCalls } from './liveCalls';

/**
 * The id of the call that the extension would transfer. The endpoint (manual: Call transfer) requires the
 * id of an external call, which the settings of an extension in a call show.
 */
export async function transferableCall(ask: Ask, extension: string): Promise<string | Failure> {
	const found = await queryExtensions(ask, [extension]);
	if (found instanceof Failure) return found;
	const row = found.find(({ number }) => number === extension);
	if (!row) return extensionNotFound(extension);
	if (row.state === 'idle' || row.state === 'unavailable') return notInCall(extension);
	const calls = row.calls?.length ? row.calls : await callsOf(ask, extension);
	if (calls instanceof Failure) return calls;
	const ids = calls.flatMap(({ id }) => id ?? []);
	const [id] = ids;
	if (id !== undefined && ids.length === 1) return id;
	if (ids.length > 1) {
		return new Failure(
			'refused',
			`Extension ${extension} is in ${ids.length} external calls, and this PBX does not report which one is the current one`,
			`Name one of them: ${pbxText(ids.join(', '))}.`,
			undefined,
			'callId',
		);
	}
	return new Failure(
		'refused',
		`This PBX reports no id for the call of extension ${extension}, and transfers only calls with one`,
		'It gives ids to calls over a trunk only. An id from a report will do.',
		undefined,
		'callId',
	);
}

/** Some firmware may show the call only in the lists of trunk calls. */
async function callsOf(ask: Ask, extension: string): Promise<LiveCall[] | Failure> {
	const all = await liveCalls(ask);
	if (all instanceof Failure) return all;
	return all.filter((call) => call.extensions.some(({ number }) => number === extension));
}
