import { maskedToken, withoutSecrets, type JournalEntry } from '../../../http/journal.cts';
import { readableFields, type ApiRequest } from './serve.cts';

/** Fields whose values may be shown. */
const harmless = new Set([
	'username',
	'extension',
	'call_id',
	'type',
	'monitor',
	'channel_id',
	'caller',
	'callee',
	'dial_permission',
	'auto_answer',
	'number',
	'prompts',
	'count',
	'volume',
	'id',
	'ids',
	'ext_id',
	'queue_ids',
	'operation',
	'reason',
	'page',
	'page_size',
	'sort_by',
	'order_by',
	'search_value',
	'start_time',
	'end_time',
	'file',
]);

/** The request as the journal keeps it. `now`: milliseconds since 1970. */
export function entryOf(request: ApiRequest, contentType: string, now: number): JournalEntry {
	return {
		at: new Date(now).toISOString(),
		method: request.method,
		version: request.version,
		endpoint: endpointName(request),
		format: 'json',
		contentType,
		token: maskedToken(request.token),
		fields: withoutSecrets(readableFields(request), harmless),
		outcome: 'not answered yet',
	};
}

/** The address of a recording is as good as a secret. */
export function endpointName({ version, endpoint }: ApiRequest): string {
	return version === '' ? 'download' : endpoint;
}

const arrows: Record<string, [string, string]> = {
	'call/listen': ['monitor', 'channel_id'],
	'call/dial': ['caller', 'callee'],
	'call/transfer': ['channel_id', 'number'],
};

/** What was asked, in a few words. */
export function summaryOf({ endpoint, fields }: JournalEntry): string {
	const arrow = arrows[endpoint];
	const type = endpoint === 'call/listen' ? ` (${fields.type ?? '?'})` : '';
	if (arrow) return `${endpoint}${type} ${fields[arrow[0]] ?? '?'} -> ${fields[arrow[1]] ?? '?'}`;
	const subject =
		fields.extension ??
		fields.channel_id ??
		fields.operation ??
		fields.number ??
		fields.id ??
		fields.username;
	return subject === undefined ? endpoint : `${endpoint} ${subject}`;
}
