import { Failure } from '../../../model/failure';
import { apiBody } from '../../../http/apiBody';
import { pbxText } from '../../../http/pbxText';
import type { PbxReply } from '../../../http/request';
import { readMxml, type Message } from './mxml';

/** What the PBX answered to an action that it carried out. */
export interface Answer {
	fields: Message;
	/** Items of a list. */
	items: Message[];
}

/** The PBX understood the action and said no, in a sentence of its own. */
export class Refusal {
	constructor(readonly message: string) {}
}

/** The fields that distinguish a result from a refusal, and the rows of a list from its first and last message. */
const framing = ['response', 'message', 'eventlist'];

/**
 * Decodes a reply. HTTP 200 says nothing here: the first message does. `rowFields`: the only ones of a row
 * that are read.
 */
export function readReply(
	reply: PbxReply,
	rowFields?: readonly string[],
): Answer | Refusal | Failure {
	if (reply.status === 404) return noAmiHere();
	const body = apiBody(reply);
	if (body instanceof Failure) return body;
	const messages = readMxml(body, rowFields && new Set([...framing, ...rowFields]));
	if (messages instanceof Failure) return messages;
	const [fields, ...rest] = messages;
	if (fields?.response === 'Success' || fields?.response === 'Goodbye') {
		return { fields, items: rest.filter(({ eventlist }) => eventlist === undefined) };
	}
	if (fields?.response === 'Error') return new Refusal(pbxText(fields.message ?? ''));
	return new Failure(
		'invalidReply',
		'The PBX sent a reply without a result',
		'Try again; if it persists, check the log of the PBX.',
	);
}

/** Id of the manager session that the reply belongs to; every reply of AMI over HTTP names it. */
export function sessionOf({ headers }: PbxReply): string | undefined {
	return /mansession_id="?([0-9a-f]+)/i.exec(headers['set-cookie'] ?? '')?.[1];
}

function noAmiHere(): Failure {
	return new Failure(
		'invalidReply',
		'Asterisk offers no AMI over HTTP at this address (HTTP 404)',
		'Set webenabled = yes in manager.conf of the PBX. If http.conf has a prefix, it belongs to the address, as in http://192.168.1.10:8088/asterisk.',
		'404',
		'baseUrl',
	);
}
