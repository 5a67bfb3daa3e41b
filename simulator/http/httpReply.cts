import type { ServerResponse } from 'node:http';

export interface HttpReply {
	status: number;
	headers: Record<string, string>;
	body: string | Buffer;
}

export function htmlReply(status: number, title: string): HttpReply {
	return {
		status,
		headers: { 'Content-Type': 'text/html', Connection: 'close' },
		body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
	};
}

export function send(response: ServerResponse, { status, headers, body }: HttpReply): void {
	const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
	response.writeHead(status, { ...headers, 'Content-Length': bytes.length });
	response.end(bytes);
}
