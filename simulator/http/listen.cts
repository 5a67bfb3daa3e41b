import * as http from 'node:http';
import * as https from 'node:https';
import fastify, { type FastifyRequest } from 'fastify';
import { certificate, privateKey } from './certificate.cts';
import type { Counters } from './counters.cts';
import type { Exchange } from './exchange.cts';
import type { Exchanges } from './exchanges.cts';
import { htmlReply, send } from './httpReply.cts';
import { shortDhKeyOptions } from './shortDhKey.cts';

export interface ListenOptions {
	/** A free one when 0. */
	port: number;
	protocol: 'http' | 'https';
	/** With https: offers nothing but a Diffie-Hellman key of 1,024 bits. */
	shortDhKey?: boolean;
}

export interface Listening {
	url: string;
	close(): Promise<void>;
}

function server(
	{ protocol, shortDhKey }: ListenOptions,
	counters: Counters,
	handler: http.RequestListener,
) {
	const tlsOptions = shortDhKey ? shortDhKeyOptions : { cert: certificate, key: privateKey };
	const listening =
		protocol === 'https' ? https.createServer(tlsOptions, handler) : http.createServer(handler);
	listening.on('connection', () => (counters.connections += 1));
	listening.on('secureConnection', () => (counters.tlsConnections += 1));
	return listening;
}

/**
 * Serves a dialect on the loopback. `read` understands a request, whose body is a string; a path that
 * is none of the API's gives a page "Not Found".
 */
export async function listen(
	exchanges: Exchanges,
	read: (request: FastifyRequest) => Exchange | undefined,
	options: ListenOptions,
): Promise<Listening> {
	const app = fastify({
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		serverFactory: (handler) => server(options, exchanges.counters, handler),
	});
	// Whatever the Content-Type says: the dialect decides how a body is read.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
	app.all('/*', async (request, reply) => {
		reply.hijack();
		const exchange = read(request);
		if (!exchange) return send(reply.raw, htmlReply(404, 'Not Found'));
		await exchanges.answer(exchange, reply.raw);
	});
	const address = await app.listen({ host: '127.0.0.1', port: options.port });
	return { url: `${options.protocol}://${new URL(address).host}`, close: () => app.close() };
}
