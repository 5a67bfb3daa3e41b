import type { ServerResponse } from 'node:http';
import type { Format } from './read-body.cts';
import type { Answer, ReplyFields } from './reply-value.cts';
import type { Switches } from './switches.cts';
import { writeJson } from './write-json.cts';
import { writeXml } from './write-xml.cts';

export interface HttpReply {
	status: number;
	headers: Record<string, string>;
	body: string;
}

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

function replyFields(answer: Answer, { errno }: Switches): ReplyFields {
	if (answer.outcome === 'success') return answer.fields;
	return {
		status: 'Failed',
		errno: errno === 'bare' ? Number(answer.errno) : answer.errno,
	};
}

/** HTTP 200 for success and failure alike, as in the samples. */
export function httpReply(answer: Answer, format: Format, switches: Switches): HttpReply {
	const fields = replyFields(answer, switches);
	return {
		status: 200,
		headers: sampleHeaders(format, switches),
		body: format === 'json' ? writeJson(fields) : writeXml(fields, switches),
	};
}

export function htmlReply(status: number, title: string): HttpReply {
	return {
		status,
		headers: { 'Content-Type': 'text/html', Connection: 'close' },
		body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
	};
}

export function send(response: ServerResponse, { status, headers, body }: HttpReply): void {
	const bytes = Buffer.from(body, 'utf8');
	response.writeHead(status, { ...headers, 'Content-Length': bytes.length });
	response.end(bytes);
}
