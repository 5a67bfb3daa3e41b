import { gzipSync } from 'node:zlib';

import type { Fault } from './fault.cts';
import { page } from './page.cts';

/** More than any PBX has to say. */
const floodBytes = 24 << 20;

const hostileNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

/** A whole reply comes, and it is not the one that the PBX meant. */
export const replyFaults: Fault[] = [
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
		inTextOnly: true,
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
		inTextOnly: true,
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
		inTextOnly: true,
		heavy: true,
		expect: 'error',
		spoil: (e) => {
			const reply = e.act();
			e.send({ ...reply, body: Buffer.from(e.dialect.quadratic()) });
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
