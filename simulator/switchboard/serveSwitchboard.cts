import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { isRecord } from '../control/requests.cts';
import { refuseOtherOrigins } from '../http/sameOrigin.cts';
import { StateFeed } from './stateFeed.cts';
import type { PhoneAct, Switchboard } from './switchboard.cts';

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

const files: Record<string, string> = {
	'index.html': 'text/html; charset=utf-8',
	'switchboard.css': 'text/css; charset=utf-8',
	'switchboard.js': 'text/javascript; charset=utf-8',
	'calls.js': 'text/javascript; charset=utf-8',
	'diagram.js': 'text/javascript; charset=utf-8',
	'dom.js': 'text/javascript; charset=utf-8',
	'logs.js': 'text/javascript; charset=utf-8',
	'phones.js': 'text/javascript; charset=utf-8',
	'icon.svg': 'image/svg+xml',
};

const acts: readonly PhoneAct[] = [
	'pick-up',
	'decline',
	'hold',
	'unhold',
	'mute',
	'unmute',
	'hang-up',
	'unplug',
	'plug-in',
];

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
	for (const [name, type] of Object.entries(files)) {
		app.get(name === 'index.html' ? '/' : `/${name}`, async (_request, reply) =>
			reply.type(type).send(await readFile(join(folder, name))),
		);
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
	return acts.some((act) => act === value);
}

function isNumber(value: unknown): value is string {
	return typeof value === 'string' && /^\d{1,20}$/.test(value);
}
