/** A request as it came over the socket. */
export interface Request {
	method: string;
	path: string;
	query: URLSearchParams;
	/** Names in lower case. */
	headers: ReadonlyMap<string, string>;
	body: string;
}

/** A reply before a fault spoils it. */
export interface Reply {
	status?: string;
	headers: Array<readonly [name: string, value: string]>;
	body: Buffer;
}

/** Reads one request; undefined until all of it is there. */
export function readRequest(received: Buffer): Request | undefined {
	const headEnd = received.indexOf('\r\n\r\n');
	if (headEnd < 0) return undefined;
	const [requestLine = '', ...lines] = received
		.subarray(0, headEnd)
		.toString('latin1')
		.split('\r\n');
	const headers = new Map(
		lines.map((line): [string, string] => {
			const colon = line.indexOf(':');
			return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
		}),
	);
	const bodyStart = headEnd + 4;
	const length = Number(headers.get('content-length') ?? 0);
	if (received.length < bodyStart + length) return undefined;
	const [method = '', target = ''] = requestLine.split(' ');
	const [path = '', query = ''] = target.split('?', 2);
	const body = received.subarray(bodyStart, bodyStart + length).toString('utf8');
	return { method, path, query: new URLSearchParams(query), headers, body };
}

/** The head of a reply with this length of body. `none`: the body ends with the connection. */
export function head(reply: Reply, length: number | 'none'): string {
	const lines = reply.headers.map(([name, value]) => `${name}: ${value}`);
	if (length !== 'none') lines.push(`Content-Length: ${length}`);
	return [`HTTP/1.1 ${reply.status ?? '200 OK'}`, ...lines, 'Connection: close', '', ''].join(
		'\r\n',
	);
}

export function bytesOf(reply: Reply): Buffer {
	return Buffer.concat([Buffer.from(head(reply, reply.body.length), 'latin1'), reply.body]);
}
