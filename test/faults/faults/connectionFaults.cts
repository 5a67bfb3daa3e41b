import type { Fault } from './fault.cts';

/** The connection fails, or the reply comes in pieces. */
export const connectionFaults: Fault[] = [
	{ name: 'connection refused', at: 'request', noListener: true, expect: 'error' },
	{ name: 'https to a plain port', at: 'signIn', wrongScheme: 'answered', expect: 'error' },
	{
		name: 'silence in the TLS handshake',
		at: 'signIn',
		wrongScheme: 'silent',
		expect: 'error',
		endedByTimeout: true,
	},
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
		name: 'queries reset after the order',
		at: 'all',
		spoil: (e) => {
			const isAfterOrder = e.isQuery && e.dialect.orders.size > 0;
			if (isAfterOrder) e.reset();
			else e.send(e.act());
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
		// The second reply is the file itself, where the first one gives the link to it.
		name: 'drip of all but the first reply',
		at: 'all',
		endedByTimeout: true,
		spoil: (e) => {
			const { body } = e.act();
			if (e.before === 0) return e.send({ headers: [], body });
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
];
