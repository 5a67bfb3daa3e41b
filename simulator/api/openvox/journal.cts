import type { Fields, Format } from './http/readBody.cts';

/** One request as the journal keeps it: without any secret. */
export interface JournalEntry {
	/** ISO time of the simulator's clock. */
	at: string;
	method: string;
	/** The version segment of the path. */
	version: string;
	endpoint: string;
	format: Format;
	contentType: string;
	/** First four digits of the token; empty when there was none. */
	token: string;
	/** Fields of the body; values of fields that are not known to be harmless are starred out. */
	fields: Record<string, string>;
	/** `Success`, `Failed 10008`, or what else became of the request. */
	outcome: string;
}

/** Fields whose values may be shown; any other may hold a secret. */
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

export function withoutSecrets(fields: Fields): Record<string, string> {
	return Object.fromEntries(
		[...fields].map(([name, value]) => [name, harmless.has(name) ? value : '***']),
	);
}

export function maskedToken(token: string): string {
	return token === '' ? '' : `${token.slice(0, 4)}…`;
}

const arrows: Record<string, [string, string]> = {
	'extension/whisper': ['whisperer', 'whisperedext'],
	'extension/listen': ['listener', 'listenedext'],
	'extension/barge': ['bargein', 'bargedext'],
	'extension/dial_extension': ['caller', 'callee'],
	'extension/dial_outbound': ['extid', 'outto'],
	calltransfer: ['transferor', 'transferto'],
};

function whatWasAsked({ endpoint, fields }: JournalEntry): string {
	const arrow = arrows[endpoint];
	const name = endpoint.replace(/^extension\/(?!query)/, '');
	if (arrow) return `${name} ${fields[arrow[0]] ?? '?'} -> ${fields[arrow[1]] ?? '?'}`;
	const subject =
		fields.extid ?? fields.inboundid ?? fields.outboundid ?? fields.queueid ?? fields.username;
	return subject === undefined ? name : `${name} ${subject}`;
}

/** `12:00:03  whisper 101 -> 106  (json, token 813b…)  Success` */
export function journalLine(entry: JournalEntry): string {
	const token = entry.token === '' ? 'no token' : `token ${entry.token}`;
	return [
		entry.at.slice(11, 19),
		// A client's text must not draw on the terminal.
		whatWasAsked(entry).replace(/[^\x20-\x7e]/g, '?'),
		`(${entry.format}, ${token})`,
		entry.outcome,
	].join('  ');
}
