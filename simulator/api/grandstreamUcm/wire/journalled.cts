import { maskedToken, withoutSecrets, type JournalEntry } from '../../../http/journal.cts';
import type { ApiRequest } from './serve.cts';

/** Fields whose values may be shown. */
const harmless = new Set([
	'action',
	'user',
	'version',
	'item_num',
	'page',
	'options',
	'sidx',
	'sord',
	'channel',
	'Channel',
	'exten',
	'mode',
	'barge-exten',
	'caller',
	'callee',
	'outbound',
	'extension',
	'queue',
	'operatetype',
	'interface',
	'role',
	'format',
	'numRecords',
	'offset',
	'startTime',
	'endTime',
	'id',
	'filedir',
	'filename',
]);

/** The request as the journal keeps it. `now`: milliseconds since 1970. */
export function entryOf(
	{ fields }: ApiRequest,
	method: string,
	contentType: string,
	now: number,
): JournalEntry {
	const readable = fields === 'malformed' ? new Map<string, string>() : fields;
	const shown = new Map([...readable].filter(([name]) => name !== 'action' && name !== 'cookie'));
	return {
		at: new Date(now).toISOString(),
		method,
		version: readable.get('version') ?? '',
		endpoint: readable.get('action') ?? '',
		format: 'json',
		contentType,
		token: maskedToken(readable.get('cookie') ?? ''),
		fields: withoutSecrets(shown, harmless),
		outcome: 'not answered yet',
	};
}

const modeNames: Record<string, string> = { '': 'listen', w: 'whisper', W: 'whisper', B: 'barge' };

/** What was asked, in a few words. */
export function summaryOf({ endpoint, fields }: JournalEntry): string {
	const { caller, callee, outbound, channel, extension, mode = '', exten = '?' } = fields;
	if (endpoint === 'callbarge') {
		return `${modeNames[mode] ?? mode} ${fields['barge-exten'] ?? '?'} -> ${exten}`;
	}
	if (fields.operatetype !== undefined) {
		return `${endpoint} ${fields.operatetype} ${fields.interface ?? '?'}`;
	}
	if (caller !== undefined) return `${endpoint} ${caller} -> ${callee ?? outbound ?? '?'}`;
	const subject = [channel, extension, fields.queue, fields.user].find(Boolean);
	return subject === undefined ? endpoint : `${endpoint} ${subject}`;
}
