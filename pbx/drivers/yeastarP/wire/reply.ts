import { apiBody } from '../../../http/apiBody';
import { readJson } from '../../../http/json';
import type { PbxReply } from '../../../http/request';
import { child, list, text, type Tree } from '../../../http/tree';
import { Failure } from '../../../model/failure';

/** The PBX understood the request and said no. */
export class Refusal {
	constructor(
		/** Its number, which is negative for some. */
		readonly errcode: string,
		/** Its own words. */
		readonly errmsg: string,
		/** The fields that it did not accept. */
		readonly fields: readonly string[],
		/** Until when or for how long it keeps the address blocked; the guide does not say which. */
		readonly blockExpireTime: string,
	) {}
}

/** 2: accepted, and still being carried out. */
const successes = ['0', '2'];

/** Decodes a reply. HTTP 200 says nothing here: `errcode` in the body does. */
export function readReply(reply: PbxReply): Tree | Refusal | Failure {
	const body = apiBody(reply);
	if (body instanceof Failure) return body;
	const tree = readJson(body);
	if (tree instanceof Failure) return withoutInput(tree);
	// A number in the guide; clients have seen a text.
	const errcode = text(tree, 'errcode').trim();
	if (successes.includes(errcode)) return tree;
	if (/^-?\d+$/.test(errcode)) {
		const fields = list(child(tree, 'invalid_param_list')).map((each) => text(each, 'field'));
		const blockExpireTime = text(tree, 'block_expire_time');
		return new Refusal(
			errcode,
			cleaned(text(tree, 'errmsg')),
			fields.map(cleaned),
			blockExpireTime,
		);
	}
	return new Failure(
		'invalidReply',
		'The reply is not one of the PBX API: it has no errcode',
		'Check that the address is the one of the PBX itself.',
		undefined,
		'baseUrl',
	);
}

/** The PBX's own words, as they may be shown. */
function cleaned(words: string): string {
	return words.replace(/[^\p{L}\p{N}\p{P}\p{Zs}]/gu, '').slice(0, 80);
}

/** This dialect has one data format, so there is none to choose. */
function withoutInput({ kind, message, remedy, pbxCode }: Failure): Failure {
	return new Failure(kind, message, remedy, pbxCode);
}
