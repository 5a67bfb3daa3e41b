import type { FastifyInstance } from 'fastify';

const ownHost = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

/**
 * Refuses what a web page from elsewhere makes a browser on this machine send. A browser names the page
 * in `Origin`, and in `Host` the name under which it found us.
 */
export function refuseOtherOrigins(app: FastifyInstance): void {
	app.addHook('onRequest', async ({ headers: { host = '', origin } }, reply) => {
		const isOwn = ownHost.test(host) && (origin === undefined || origin === `http://${host}`);
		if (isOwn) return undefined;
		return reply.code(403).send({ problem: 'only pages of this address may ask' });
	});
}
