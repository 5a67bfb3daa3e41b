import { apiBody } from '../../../http/apiBody';
import { readJson } from '../../../http/json';
import type { PbxReply } from '../../../http/request';
import { child, text, type Tree } from '../../../http/tree';
import { Failure } from '../../../model/failure';

/** The PBX understood the request and said no, with a negative number. */
export class Refusal {
	constructor(
		/** Such as `-47`. */
		readonly status: string,
		/** What a refused sign-in adds about the next try. */
		readonly response: Tree | undefined,
	) {}
}

/** Decodes a reply to what stands in its `response`. HTTP 200 says nothing here: `status` does. */
export function readReply(reply: PbxReply): Tree | Refusal | Failure {
	const body = apiBody(reply);
	if (body instanceof Failure) return body;
	const tree = readJson(body);
	if (tree instanceof Failure) return unreadable(tree);
	const status = text(tree, 'status');
	const response = child(tree, 'response');
	if (status === '0') return response ?? tree;
	if (/^-\d{1,4}$/.test(status)) return new Refusal(status, response);
	// Call records come without an envelope.
	if (status === '' && child(tree, 'cdr_root') !== undefined) return tree;
	return new Failure(
		'invalidReply',
		'The reply is not one of the UCM API: it has no status',
		'Check that the address is the one of the PBX itself.',
		undefined,
		'baseUrl',
	);
}

/** There is no choice of a format here that could be wrong. */
function unreadable({ kind, message, remedy }: Failure): Failure {
	return new Failure(kind, message, remedy);
}
