import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What people put in front of several webhook processes: each request goes to the next of them. */
export interface Balancer {
	url: string;
	/** Whom it passes requests on to; nobody at first. */
	setBackends(urls: readonly string[]): void;
	/** How many requests each of them has got since then. */
	counts(): number[];
	close(): Promise<void>;
}

export async function openBalancer(): Promise<Balancer> {
	let backends: { url: string; count: number }[] = [];
	let turn = 0;
	const server = createServer((incoming, reply) => {
		const backend = backends[turn % backends.length];
		turn += 1;
		if (backend === undefined) {
			reply.writeHead(502).end();
			return;
		}
		backend.count += 1;
		const { method, headers } = incoming;
		const forwarded = request(`${backend.url}${incoming.url}`, { method, headers });
		forwarded.once('response', (answer) => {
			reply.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(reply);
		});
		forwarded.once('error', () => {
			if (!reply.headersSent) reply.writeHead(502);
			reply.end();
		});
		incoming.pipe(forwarded);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		setBackends(urls) {
			backends = urls.map((url) => ({ url, count: 0 }));
		},
		counts: () => backends.map(({ count }) => count),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
