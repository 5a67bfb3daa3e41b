import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { isRecord } from '../control/requests.cts';
import { refuseOtherOrigins } from '../http/sameOrigin.cts';
import { StateFeed } from './stateFeed.cts';
import { doneWords, type PhoneAct, type Switchboard } from './switchboard.cts';

export interface SwitchboardOptions {
	/** A free one when absent. */
	port?: number;
	/** Milliseconds between two looks at the phones while a page is open. */
	intervalMs?: number;
}

export interface ServedSwitchboard {
	url: string;
	close(): Promise<void>;
}

const types = {
	html: 'text/html; charset=utf-8',
	css: 'text/css; charset=utf-8',
	js: 'text/javascript; charset=utf-8',
	svg: 'image/svg+xml',
};

const files: Record<keyof typeof types, readonly string[]> = {
	html: ['index'],
	css: ['switchboard', 'controls', 'calls', 'phones', 'logs'],
	js: ['switchboard', 'calls', 'diagram', 'dom', 'logs', 'phones'],
	svg: ['icon'],
};

/** Serves the page that shows a PBX, on the loopback. */
export async function serveSwitchboard(
	switchboard: Switchboard,
	{ port = 0, intervalMs = 150 }: SwitchboardOptions = {},
): Promise<ServedSwitchboard> {
	const feed = new StateFeed(() => switchboard.state(), intervalMs);
	const app = fastify({ forceCloseConnections: true });
	app.removeContentTypeParser('text/plain');
	refuseOtherOrigins(app);
	app.addHook('onSend', async (_request, reply) => {
		reply.headers({
			'content-security-policy': "default-src 'self'; frame-ancestors 'none'; base-uri 'none'",
			'x-content-type-options': 'nosniff',
			'cache-control': 'no-store',
		});
	});
	pageRoutes(app);
	eventRoute(app, feed);
	buttonRoutes(app, switchboard, feed);
	const url = await app.listen({ host: '127.0.0.1', port });
	return { url, close: () => app.close() };
}

/** Beside this file in the sources; build/ has no copy of the page. */
function pageFolder(): string {
	const beside = join(__dirname, 'page');
	return existsSync(beside)
		? beside
		: join(__dirname, '..', '..', '..', 'simulator', 'switchboard', 'page');
}

function pageRoutes(app: FastifyInstance): void {
	const folder = pageFolder();
	for (const kind of ['html', 'css', 'js', 'svg'] as const) {
		for (const name of files[kind].map((each) => `${each}.${kind}`)) {
			app.get(name === 'index.html' ? '/' : `/${name}`, async (_request, reply) =>
				reply.type(types[kind]).send(await readFile(join(folder, name))),
			);
		}
	}
}

/** Server-sent events: the whole state whenever it has changed. */
function eventRoute(app: FastifyInstance, feed: StateFeed): void {
	app.get('/events', (request, reply) => {
		reply.hijack();
		reply.raw.writeHead(200, {
			'content-type': 'text/event-stream',
			'cache-control': 'no-store',
			connection: 'keep-alive',
		});
		// The browser connects again after a second.
		reply.raw.write('retry: 1000\n\n');
		const end = feed.subscribe(({ name, data }) => {
			reply.raw.write(`event: ${name}\ndata: ${data}\n\n`);
		});
		request.raw.on('close', end);
	});
}

function buttonRoutes(app: FastifyInstance, switchboard: Switchboard, feed: StateFeed): void {
	// A browser always names the page that posts; who is no browser uses the control interface.
	app.addHook('onRequest', async ({ method, headers: { origin } }, reply) => {
		if (method !== 'POST' || origin !== undefined) return undefined;
		return reply.code(403).send({ problem: 'the buttons are for the page' });
	});
	app.post('/act', async ({ body }, reply) => {
		if (!isRecord(body) || typeof body.number !== 'string' || !isAct(body.act))
			return reply.code(400).send({ problem: 'number and act are needed' });
		return afterwards(switchboard.act(body.number, body.act));
	});
	app.post('/call', async ({ body }, reply) => {
		if (!isRecord(body) || !isNumber(body.from) || !isNumber(body.to))
			return reply.code(400).send({ problem: 'from and to are numbers' });
		return afterwards(switchboard.call(body.from, body.to));
	});
	app.post('/scenario', async ({ body }, reply) => {
		if (!isRecord(body) || typeof body.id !== 'string')
			return reply.code(400).send({ problem: 'id is needed' });
		return afterwards(switchboard.run(body.id));
	});

	async function afterwards<Result>(pressed: Promise<Result>): Promise<Result> {
		const result = await pressed;
		await feed.refresh();
		return result;
	}
}

function isAct(value: unknown): value is PhoneAct {
	return typeof value === 'string' && Object.hasOwn(doneWords, value);
}

function isNumber(value: unknown): value is string {
	return typeof value === 'string' && /^\d{1,20}$/.test(value);
}
