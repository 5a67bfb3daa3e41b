import { Failure } from '../../../model/failure';
import { readJson } from '../../../http/json';
import { apiBody } from '../../../http/apiBody';
import type { PbxReply } from '../../../http/request';
import { child, text, type Tree } from '../../../http/tree';
import { readXml } from '../../../http/xml';

/** The PBX understood the request and said no, with a number. */
export class Refusal {
	constructor(readonly errno: string) {}
}

/** Decodes a reply. HTTP 200 says nothing here: `status` in the body does. `kept`: as `Endpoint` has it. */
export function readReply(reply: PbxReply, kept?: ReadonlySet<string>): Tree | Refusal | Failure {
	const body = apiBody(reply);
	if (body instanceof Failure) return body;
	// Whichever format was asked for: some firmware answers in the one that it prefers.
	const tree = body.startsWith('<') ? readXml(body, kept) : readJson(body, kept);
	if (tree instanceof Failure) return tree;
	const status = text(tree, 'status').toLowerCase();
	if (status === 'success') return tree;
	const errno = text(tree, 'errno');
	if (errno !== '') return new Refusal(errno);
	if (status === 'failed') return new Refusal('');
	// The manual's own `hold` page prints an answer without a status.
	if (status === '' && child(tree, 'extid') !== undefined) return tree;
	return new Failure(
		'invalidReply',
		'The reply is not one of the PBX API: it has no status',
		'Check that the address is the one of the PBX itself.',
		undefined,
		'baseUrl',
	);
}
