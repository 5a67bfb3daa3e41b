import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What was sent to the CRM. */
export interface Sent {
	path: string;
	contentType: string;
	body: Buffer;
}

/** A CRM that takes whatever it is sent, and says where it put it. */
export interface Crm {
	url: string;
	sent: Sent[];
	close(): Promise<void>;
}

export async function openCrm(): Promise<Crm> {
	const sent: Sent[] = [];
	const server = createServer((request, reply) => {
		void buffer(request).then((body) => {
			const contentType = request.headers['content-type'] ?? '';
			const number = sent.push({ path: request.url ?? '', contentType, body });
			reply.setHeader('content-type', 'application/json');
			reply.end(JSON.stringify({ url: `https://crm.example${request.url}/${number}` }));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		sent,
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}
