import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Reply {
	status: number;
	headers: http.OutgoingHttpHeaders;
	body: Buffer;
}

/** A server in front of a PBX. */
export interface WrittenLists {
	url: string;
	close(): Promise<void>;
}

/**
 * Answers as the PBX does, but asks it only once for each list: the simulator takes longer to write
 * 20,000 extensions than n8n takes to read them.
 */
export async function serveWrittenLists(pbxUrl: string): Promise<WrittenLists> {
	const lists = new Map<string, Reply>();
	const answer = async (request: http.IncomingMessage): Promise<Reply> => {
		const { pathname, search, searchParams } = new URL(request.url ?? '', pbxUrl);
		const body = await text(request);
		const list = [pathname, searchParams.get('type'), body].join(' ');
		const known = lists.get(list);
		if (known !== undefined) return known;
		const reply = await ask(`${pbxUrl}${pathname}${search}`, request, body);
		if (pathname.endsWith('/query') && succeeded(reply)) lists.set(list, reply);
		return reply;
	};
	const server = http.createServer((request, response) => {
		answer(request).then(
			({ status, headers, body }) => response.writeHead(status, headers).end(body),
			() => response.destroy(),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function ask(url: string, { method, headers }: http.IncomingMessage, body: string) {
	const type = headers['content-type'];
	const reply = await fetch(url, {
		method: method ?? 'POST',
		...(type === undefined ? {} : { headers: { 'content-type': type } }),
		...(body === '' ? {} : { body }),
	});
	const bytes = Buffer.from(await reply.arrayBuffer());
	return {
		status: reply.status,
		headers: {
			'Content-Type': reply.headers.get('content-type') ?? '',
			'Content-Length': bytes.length,
			Connection: 'close',
		},
		body: bytes,
	};
}

function succeeded({ body }: Reply): boolean {
	return body.subarray(0, 200).includes('Success');
}
