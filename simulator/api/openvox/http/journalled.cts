import { maskedToken, withoutSecrets, type JournalEntry } from '../../../http/journal.cts';
import { readableFields, type ApiRequest } from './serve.cts';

/** Fields whose values may be shown. */
const harmless = new Set([
	'username',
	'port',
	'url',
	'urltag',
	'version',
	'ipaddr',
	'extid',
	'extnumber',
	'listener',
	'listenedext',
	'whisperer',
	'whisperedext',
	'bargein',
	'bargedext',
	'caller',
	'callee',
	'autoanswer',
	'outto',
	'inboundid',
	'outboundid',
	'callid',
	'transferor',
	'transferto',
	'queueid',
	'starttime',
	'endtime',
	'recording',
	'prompt',
	'allowbeingmonitored',
	'monitormode',
	'dnd',
]);

/** The request as the journal keeps it. `now`: milliseconds since 1970. */
export function entryOf(request: ApiRequest, contentType: string, now: number): JournalEntry {
	return {
		at: new Date(now).toISOString(),
		method: request.method,
		version: request.version,
		endpoint: request.endpoint,
		format: request.format,
		contentType,
		token: maskedToken(request.token),
		fields: withoutSecrets(readableFields(request), harmless),
		outcome: 'not answered yet',
	};
}

const arrows: Record<string, [string, string]> = {
	'extension/whisper': ['whisperer', 'whisperedext'],
	'extension/listen': ['listener', 'listenedext'],
	'extension/barge': ['bargein', 'bargedext'],
	'extension/dial_extension': ['caller', 'callee'],
	'extension/dial_outbound': ['extid', 'outto'],
	calltransfer: ['transferor', 'transferto'],
};

/** What was asked, in a few words. */
export function summaryOf({ endpoint, fields }: JournalEntry): string {
	const arrow = arrows[endpoint];
	const name = endpoint.replace(/^extension\/(?!query)/, '');
	if (arrow) return `${name} ${fields[arrow[0]] ?? '?'} -> ${fields[arrow[1]] ?? '?'}`;
	const subject =
		fields.extid ?? fields.inboundid ?? fields.outboundid ?? fields.queueid ?? fields.username;
	return subject === undefined ? name : `${name} ${subject}`;
}
