import { gzipSync } from 'node:zlib';

import type { Exchange } from './pbx/exchange.cts';

/** One way in which the world goes wrong, and what must come of it beyond the invariants. */
export interface Fault {
	name: string;
	/** Which requests it hits: the order or query of the cell, the sign-in, or all but the sign-in. */
	at: 'request' | 'signIn' | 'all';
	/** What happens to a request that it hits; absent: nothing. */
	spoil?: (exchange: Exchange) => void;
	/** What every item must come to, where that is certain. */
	expect?: 'success' | 'error';
	/** Only the option Timeout ends it. */
	endedByTimeout?: boolean;
	/** It loads the machine, so that its cells run one after the other. */
	heavy?: boolean;
	/** How many items and how many runs; one of each otherwise. */
	items?: number;
	runs?: number;
	/** Most sign-ins that the runs may cost, where a limit is part of the rules. */
	maxSignIns?: number;
	/** No software can know that the PBX acted: such an order may be carried out twice. */
	beyondKnowledge?: boolean;
	/** Nothing listens at the address. */
	noListener?: boolean;
	/** The Base URL says https where the PBX speaks http. */
	wrongScheme?: boolean;
	/** Sessions are lost after the first item. */
	restart?: boolean;
	cancelAtStart?: boolean;
	/** ms by which the clock of the machine jumps between two runs. */
	clockJumpMs?: number;
}

const hour = 3_600_000;
const floodBytes = 24 << 20;

const page = (e: Exchange) =>
	`<!DOCTYPE html><html><body>No ${e.request.path}?${e.request.query.toString()} here</body></html>`;

const hostileNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

const asRequest: Fault[] = [
	{ name: 'connection refused', at: 'request', noListener: true, expect: 'error' },
	{ name: 'https to a plain port', at: 'request', wrongScheme: true, expect: 'error' },
	{ name: 'reset before acting', at: 'request', expect: 'error', spoil: (e) => e.reset() },
	{
		name: 'reset before the reply',
		at: 'request',
		expect: 'error',
		spoil: (e) => {
			e.act();
			e.reset();
		},
	},
	{
		name: 'reset in the reply',
		at: 'request',
		expect: 'error',
		spoil: (e) => {
			const { body, ...reply } = e.act();
			e.socket.write('HTTP/1.1 200 OK\r\n');
			for (const [name, value] of reply.headers) e.socket.write(`${name}: ${value}\r\n`);
			e.socket.write(`Content-Length: ${body.length}\r\n\r\n`);
			e.socket.write(body.subarray(0, body.length / 2), () => setTimeout(() => e.reset(), 20));
		},
	},
	{
		name: 'reset after the reply',
		at: 'request',
		spoil: (e) => {
			e.send(e.act());
			setTimeout(() => e.reset(), 1);
		},
	},
	{
		name: 'closed without a reply',
		at: 'request',
		expect: 'error',
		spoil: (e) => {
			e.act();
			e.socket.end();
		},
	},
	{
		name: 'silence',
		at: 'request',
		expect: 'error',
		endedByTimeout: true,
		spoil: (e) => void e.act(),
	},
	{
		name: 'drip of headers',
		at: 'request',
		expect: 'error',
		endedByTimeout: true,
		spoil: (e) => {
			e.act();
			e.drip(Buffer.from('HTTP/1.1 200 OK\r\nX-Drip: '), 'x');
		},
	},
	{
		name: 'drip of the body',
		at: 'request',
		expect: 'error',
		endedByTimeout: true,
		spoil: (e) => {
			const { body } = e.act();
			e.socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n');
			e.drip(body, ' ');
		},
	},
	{
		name: 'Content-Length too long',
		at: 'request',
		expect: 'error',
		spoil: (e) => {
			const reply = e.act();
			e.sendLength(reply, reply.body.length + 50);
		},
	},
	{
		name: 'Content-Length too short',
		at: 'request',
		spoil: (e) => {
			const reply = e.act();
			e.sendLength(reply, Math.floor(reply.body.length / 2));
		},
	},
	{
		name: 'wrong charset',
		at: 'request',
		spoil: (e) => {
			const reply = e.act();
			e.send({ ...reply, body: Buffer.from(reply.body.toString(), 'utf16le') });
		},
	},
	{
		name: 'broken chunks',
		at: 'request',
		expect: 'error',
		spoil: (e) => {
			const { body } = e.act();
			e.socket.end(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n${body.toString()}`);
		},
	},
	{
		name: 'no HTTP',
		at: 'request',
		expect: 'error',
		spoil: (e) => {
			e.act();
			e.socket.end('SSH-2.0-OpenSSH_9.2\r\n');
		},
	},
	{
		name: 'bad gzip',
		at: 'request',
		expect: 'error',
		spoil: (e) => {
			const reply = e.act();
			const body = gzipSync(reply.body).fill(0x5a, 4);
			e.send({ ...reply, headers: [...reply.headers, ['Content-Encoding', 'gzip']], body });
		},
	},
	{
		name: 'huge reply',
		at: 'request',
		expect: 'error',
		heavy: true,
		spoil: (e) => e.flood(e.act(), floodBytes),
	},
	{
		name: 'deep nesting',
		at: 'request',
		heavy: true,
		spoil: (e) => {
			const reply = e.act();
			e.send({ ...reply, body: Buffer.from(e.dialect.nested(50_000)) });
		},
	},
	{
		name: 'made for a quadratic reader',
		at: 'request',
		heavy: true,
		expect: 'error',
		spoil: (e) => {
			const reply = e.act();
			e.send({ ...reply, body: Buffer.from(e.dialect.quadratic(64_000)) });
		},
	},
	{
		name: 'truncated',
		at: 'request',
		spoil: (e) => {
			const reply = e.act();
			e.send({ ...reply, body: reply.body.subarray(0, reply.body.length * 0.6) });
		},
	},
	{
		name: 'other format',
		at: 'request',
		spoil: (e) => e.send(e.dialect.inOtherFormat(e.act())),
	},
	{ name: 'HTML page', at: 'request', spoil: (e) => e.sendStatus('200 OK', page(e)) },
	{ name: 'empty body', at: 'request', spoil: (e) => e.sendStatus('200 OK') },
	{ name: 'HTTP 401', at: 'request', spoil: (e) => e.sendStatus('401 Unauthorized', page(e)) },
	{ name: 'HTTP 404', at: 'request', spoil: (e) => e.sendStatus('404 Not Found', page(e)) },
	{ name: 'HTTP 429', at: 'request', spoil: (e) => e.sendStatus('429 Too Many Requests') },
	{ name: 'HTTP 500', at: 'request', spoil: (e) => e.sendStatus('500 Internal Error', page(e)) },
	{ name: 'HTTP 503', at: 'request', spoil: (e) => e.sendStatus('503 Unavailable') },
	{
		name: 'redirect',
		at: 'request',
		expect: 'error',
		spoil: (e) => {
			const location = `http://${e.request.headers.get('host')}/elsewhere?${e.request.query.toString()}`;
			e.sendStatus('302 Found', '', [['Location', location]]);
		},
	},
	{
		name: 'hostile field names',
		at: 'request',
		spoil: (e) => e.send(e.dialect.withFields(e.act(), hostileNames)),
	},
	{
		name: 'hostile error word',
		at: 'request',
		expect: 'error',
		spoil: (e) => e.send(e.dialect.refusal('constructor')),
	},
	{
		name: 'duplicate headers',
		at: 'request',
		spoil: (e) => {
			const reply = e.act();
			const twice = [...reply.headers, ...reply.headers, ['Set-Cookie', 'a=b'] as const];
			e.send({ ...reply, headers: [...twice, ['Content-Length', String(reply.body.length)]] });
		},
	},
];

const ofSessions: Fault[] = [
	{
		name: 'token refused before acting',
		at: 'request',
		expect: 'success',
		spoil: (e) => {
			if (e.before > 0) return e.send(e.act());
			e.dialect.dropSessions();
			e.send(e.refuseSession());
		},
	},
	{
		name: 'token refused after acting',
		at: 'request',
		beyondKnowledge: true,
		spoil: (e) => {
			const reply = e.act();
			if (e.before > 0) return e.send(reply);
			e.dialect.dropSessions();
			e.send(e.refuseSession());
		},
	},
	{
		name: 'token always refused',
		at: 'all',
		expect: 'error',
		items: 3,
		maxSignIns: 3,
		spoil: (e) => e.send(e.refuseSession()),
	},
	{ name: 'PBX restart between items', at: 'all', items: 2, restart: true, expect: 'success' },
	{
		name: 'sign-in: silence',
		at: 'signIn',
		expect: 'error',
		endedByTimeout: true,
		spoil: () => undefined,
	},
	{
		name: 'sign-in: drip',
		at: 'signIn',
		expect: 'error',
		endedByTimeout: true,
		spoil: (e) => {
			const { body } = e.act();
			e.socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n');
			e.drip(body, ' ');
		},
	},
	{ name: 'sign-in: reset', at: 'signIn', expect: 'error', spoil: (e) => e.reset() },
	{
		name: 'sign-in: HTML page',
		at: 'signIn',
		expect: 'error',
		spoil: (e) => e.sendStatus('200 OK', page(e)),
	},
	{
		name: 'sign-in: truncated',
		at: 'signIn',
		expect: 'error',
		spoil: (e) => {
			const reply = e.act();
			e.send({ ...reply, body: reply.body.subarray(0, reply.body.length * 0.6) });
		},
	},
	{
		name: 'sign-in: HTTP 503',
		at: 'signIn',
		expect: 'error',
		spoil: (e) => e.sendStatus('503 Unavailable'),
	},
	{
		name: 'wrong password',
		at: 'signIn',
		expect: 'error',
		items: 2,
		runs: 3,
		maxSignIns: 3,
		spoil: (e) => {
			e.act();
			e.send(e.dialect.signInRefusal('wrongPassword'));
		},
	},
	{
		name: 'locked out',
		at: 'signIn',
		expect: 'error',
		items: 2,
		runs: 3,
		maxSignIns: 1,
		spoil: (e) => {
			e.act();
			e.send(e.dialect.signInRefusal('lockedOut'));
		},
	},
];

const ofCancelling: Fault[] = [
	{ name: 'cancel before the request', at: 'request', cancelAtStart: true },
	{
		name: 'cancel in the sign-in',
		at: 'signIn',
		spoil: (e) => {
			e.cancel();
			setTimeout(() => e.send(e.act()), 300);
		},
	},
	{
		name: 'cancel in the reply',
		at: 'request',
		spoil: (e) => {
			const reply = e.act();
			e.cancel();
			setTimeout(() => e.send(reply), 1_500);
		},
	},
];

/** Their clock is everybody's: they run together, and nothing else beside them. */
export const clockFaults: Fault[] = [
	{ name: 'clock jumps forward', at: 'request', clockJumpMs: hour, expect: 'success' },
	{ name: 'clock jumps back', at: 'request', clockJumpMs: -hour, expect: 'success' },
	{
		name: 'clock jumps back after a failed sign-in',
		at: 'signIn',
		clockJumpMs: -hour,
		expect: 'success',
		spoil: (e) => (e.before === 0 ? e.sendStatus('503 Unavailable') : e.send(e.act())),
	},
];

export const faults: Fault[] = [...asRequest, ...ofSessions, ...ofCancelling];
