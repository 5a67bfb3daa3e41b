import { createServer, type Server, type Socket } from 'node:net';

/** A PBX of bytes: it keeps what arrives and answers with what the test says, untouched. */
export interface RawPbx {
	url: string;
	/** The requests, byte for byte, oldest first. */
	requests: string[];
	close(): Promise<void>;
}

export async function rawPbx(
	answer: (requestLine: string, request: string) => string,
): Promise<RawPbx> {
	const requests: string[] = [];
	const server: Server = createServer((socket: Socket) => {
		let received = '';
		socket.setEncoding('utf8');
		socket.on('data', (chunk) => {
			received += String(chunk);
			if (!isWhole(received)) return;
			requests.push(received);
			const body = answer(received.slice(0, received.indexOf('\r\n')), received);
			socket.end(printedReply(body));
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const address = server.address();
	if (typeof address !== 'object' || !address) throw new Error('no port');
	return {
		url: `http://127.0.0.1:${address.port}`,
		requests,
		close: () => new Promise((done) => server.close(() => done())),
	};
}

function isWhole(request: string): boolean {
	const end = request.indexOf('\r\n\r\n');
	if (end < 0) return false;
	const length = /^content-length: *(\d+)/im.exec(request)?.[1] ?? '0';
	return Buffer.byteLength(request.slice(end + 4), 'utf8') >= Number(length);
}

/** The head of a reply as the manual prints it, before the body as it prints that. */
function printedReply(body: string): string {
	return [
		'HTTP/1.1 200 OK',
		'Access-control-allow-origin: *',
		'Access-control-allow-methods: GET, POST, OPTIONS, PUT, DELETE',
		'Connection: close',
		'',
		body,
	].join('\r\n');
}
