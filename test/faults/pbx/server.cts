import { createServer, type Server, type Socket } from 'node:net';

import type { Fault } from '../faults/fault.cts';
import type { Asked, Dialect } from './dialect.cts';
import { Exchange } from './exchange.cts';
import { bytesOf, readRequest, type Request } from './http.cts';

/** Which requests the fault of a cell hits. */
export type Hits = 'order' | 'query';

let opened = 0;

/** A PBX of one cell, on a port of its own. */
export class PbxServer {
	/** Requests other than sign-ins since the last `arm`. */
	requests = 0;
	readonly complaints = new Set<string>();
	/** Cancels the execution that runs. */
	cancel: () => void = () => undefined;
	/** A port is given to another cell as soon as it is free; what is meant for this one begins so. */
	private readonly prefix = `/cell-${(opened += 1)}`;
	private readonly sockets = new Set<Socket>();
	private readonly server: Server;
	private hit = 0;
	private fault: Fault | undefined;
	private restartAfter = Infinity;

	constructor(
		readonly dialect: Dialect,
		private readonly hits: Hits,
	) {
		this.server = createServer((socket) => this.connected(socket));
	}

	/** Opens the port, and gives the Base URL. */
	async listen(scheme: 'http' | 'https'): Promise<string> {
		await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
		const address = this.server.address();
		const port = typeof address === 'object' && address !== null ? address.port : 0;
		return `${scheme}://127.0.0.1:${port}${this.prefix}`;
	}

	/** From now on requests meet the fault; the phones are as they were at the start. */
	arm(fault: Fault): void {
		const { requests } = this;
		this.dialect.reset();
		this.requests = 0;
		this.fault = fault;
		// The warm-up counted what one item takes.
		if (fault.restart) this.restartAfter = requests;
		if (fault.noListener) this.server.close();
	}

	get armed(): boolean {
		return this.fault !== undefined;
	}

	get openSockets(): number {
		return this.sockets.size;
	}

	close(): void {
		this.server.close();
		for (const socket of this.sockets) socket.destroy();
	}

	private connected(socket: Socket): void {
		this.sockets.add(socket);
		socket.once('close', () => this.sockets.delete(socket));
		// A client that goes away in the middle is part of the game.
		socket.on('error', () => undefined);
		let received = Buffer.alloc(0);
		socket.on('data', (chunk: Buffer) => {
			// The first byte of a TLS handshake.
			if (chunk[0] === 0x16 && this.fault?.wrongScheme !== 'silent') {
				socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
				return;
			}
			received = Buffer.concat([received, chunk]);
			const request = readRequest(received);
			if (request === undefined) return;
			received = Buffer.alloc(0);
			if (request.path.includes('/elsewhere')) this.complaints.add('redirect followed');
			const isOurs = request.path.startsWith(`${this.prefix}/`);
			// Of a cell that had this port before, or has closed it.
			if (!isOurs) socket.resetAndDestroy();
			else this.answer(socket, { ...request, path: request.path.slice(this.prefix.length) });
		});
	}

	private answer(socket: Socket, request: Request): void {
		const asked = this.dialect.read(request);
		const { fault } = this;
		if (!isForSession(asked)) this.restartWhenDue();
		if (fault?.spoil === undefined || !this.isHit(fault, asked)) {
			socket.end(bytesOf(asked.act()));
			return;
		}
		fault.spoil(
			new Exchange(
				this.dialect,
				request,
				asked,
				socket,
				this.hit++,
				() => this.cancel(),
				(violation) => this.complaints.add(violation),
			),
		);
	}

	private isHit({ at }: Fault, asked: Asked): boolean {
		if (at === 'all') return !isForSession(asked);
		return asked.role === (at === 'signIn' ? 'signIn' : this.hits);
	}

	/** What a restart loses: sessions, and calls of ours. */
	private restartWhenDue(): void {
		if (this.requests === this.restartAfter) {
			this.dialect.restart();
			this.restartAfter = Infinity;
		}
		this.requests += 1;
	}
}

function isForSession({ role }: Asked): boolean {
	return role === 'signIn' || role === 'challenge';
}
