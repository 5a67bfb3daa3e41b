import type { HttpReply } from '../../../http/httpReply.cts';
import type { Format } from './readBody.cts';
import { type Answer, type ReplyFields, CallList } from './replyValue.cts';
import type { Switches } from '../switches.cts';
import { writeXml } from './writeXml.cts';

/** The headers of every response sample, in its spelling. */
function sampleHeaders(format: Format, { xmlContentType, connection }: Switches) {
	const contentType = format === 'json' ? 'application/json' : xmlContentType;
	return {
		...(connection === 'close' ? { Connection: 'close' } : {}),
		...(contentType === 'none' ? {} : { 'Content-Type': contentType }),
		'Access-control-allow-origin': '*',
		'Access-control-allow-methods': 'GET, POST, OPTIONS, PUT, DELETE',
	};
}

function replyFields(
	answer: Exclude<Answer, { outcome: 'file' }>,
	{ errno }: Switches,
): ReplyFields {
	if (answer.outcome === 'success') return answer.fields;
	return {
		status: 'Failed',
		errno: errno === 'bare' ? Number(answer.errno) : answer.errno,
	};
}

/** HTTP 200 for success and failure alike, as in the samples. */
export function httpReply(answer: Answer, format: Format, switches: Switches): HttpReply {
	if (answer.outcome === 'file') {
		const { contentType, bytes } = answer;
		const headers = { ...sampleHeaders(format, switches), 'Content-Type': contentType };
		return { status: 200, headers, body: bytes };
	}
	const fields = replyFields(answer, switches);
	return {
		status: 200,
		headers: sampleHeaders(format, switches),
		body: format === 'json' ? writeJson(fields) : writeXml(fields, switches),
	};
}

/** Four blanks deep, as the manual prints it. */
export function writeJson(fields: ReplyFields): string {
	return JSON.stringify(
		fields,
		(_key, value: unknown) => (value instanceof CallList ? value.calls : value),
		4,
	);
}
