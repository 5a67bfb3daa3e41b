import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

const folder = join(__dirname, '..', '..', 'fixtures', 'openvox');

/** The bytes that the manual prints. */
export function printed(file: string): string {
	return readFileSync(join(folder, file), 'utf8');
}

/** Names of all requests that the manual prints. */
export function printedRequests(): string[] {
	return readdirSync(folder)
		.filter((file) => file.endsWith('.http'))
		.map((file) => file.replace(/\.http$/, ''))
		.sort();
}

/**
 * A printed request made sendable: `HTTP/1.1` once, an empty line before the body, and the length
 * of the body. Nothing else is changed.
 */
export function sendable(request: string): Buffer {
	const lines = request.split('\n');
	const isHeader = (line: string) => /^[A-Za-z-]+:/.test(line);
	const headLength = 1 + lines.slice(1).findIndex((line) => !isHeader(line));
	const [requestLine = '', ...headers] = lines.slice(0, headLength);
	const body = Buffer.from(lines.slice(headLength).join('\n'), 'utf8');
	const head = [
		requestLine.replace(/( HTTP\/1\.1)+$/, ' HTTP/1.1'),
		...headers,
		`Content-Length: ${body.length}`,
	];
	return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'utf8'), body]);
}

export interface RawReply {
	statusLine: string;
	headers: string[];
	body: string;
}

/** Sends bytes over a bare socket and reads until the server closes it. */
export function exchange(url: string, bytes: Buffer): Promise<RawReply> {
	const { hostname, port } = new URL(url);
	return new Promise((resolve, reject) => {
		const received: Buffer[] = [];
		const socket = connect(Number(port), hostname, () => socket.write(bytes));
		socket.on('data', (chunk) => received.push(chunk));
		socket.on('error', reject);
		socket.on('close', () => {
			const [head = '', ...rest] = Buffer.concat(received).toString('utf8').split('\r\n\r\n');
			const [statusLine = '', ...headers] = head.split('\r\n');
			resolve({ statusLine, headers, body: rest.join('\r\n\r\n') });
		});
	});
}

/** JSON without its layout; the order and the quoting of the fields remain. */
export function jsonContent(text: string): string {
	return JSON.stringify(JSON.parse(text));
}

/** XML line by line without indentation, for the manual indents by tabs here and by blanks there. */
export function xmlLines(text: string): string[] {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
}
