import type { Socket } from 'node:net';

import type { Asked, Dialect } from './dialect.cts';
import { bytesOf, head, type Reply, type Request } from './http.cts';

const dripIntervalMs = 40;

/** One request that a fault has hit, and the ways in which its answer may go wrong. */
export class Exchange {
	constructor(
		readonly dialect: Dialect,
		readonly request: Request,
		private readonly asked: Asked,
		readonly socket: Socket,
		/** How many requests the fault hit before this one. */
		readonly before: number,
		/** Cancels the execution. */
		readonly cancel: () => void,
		/** Notes that the client did what it must not do. */
		readonly complain: (violation: string) => void,
	) {}

	get isQuery(): boolean {
		return this.asked.role === 'query';
	}

	/** Carries the request out and gives the reply that the PBX would send. */
	act(): Reply {
		return this.asked.act();
	}

	refuseSession(): Reply {
		return this.asked.refuseSession();
	}

	/** A whole reply; the connection ends behind it. */
	send(reply: Reply): void {
		this.socket.end(bytesOf(reply));
	}

	/** A reply whose head promises another length of body than the one that comes. */
	sendLength(reply: Reply, promised: number): void {
		this.socket.end(Buffer.concat([Buffer.from(head(reply, promised), 'latin1'), reply.body]));
	}

	/** Carries the request out and answers as a proxy or a web server might. */
	sendStatus(status: string, body = '', headers: Reply['headers'] = []): void {
		this.act();
		this.send({
			status,
			headers: [['Content-Type', 'text/html'], ...headers],
			body: Buffer.from(body),
		});
	}

	reset(): void {
		this.socket.resetAndDestroy();
	}

	/** Sends a byte now and then for as long as the client listens: first these, then blanks. */
	drip(start: Buffer, filler: string): void {
		let sent = 0;
		const timer = setInterval(() => {
			this.socket.write(sent < start.length ? start.subarray(sent, sent + 1) : filler);
			sent += 1;
		}, dripIntervalMs);
		this.socket.once('close', () => clearInterval(timer));
	}

	/** Sends blanks behind a reply as fast as the client takes them, up to a number of bytes. */
	flood(reply: Reply, bytes: number): void {
		const block = Buffer.alloc(1 << 20, ' ');
		let left = bytes;
		const push = () => {
			while (left > 0) {
				left -= block.length;
				if (!this.socket.write(block)) {
					this.socket.once('drain', push);
					return;
				}
			}
			this.complain('no cap');
			this.socket.end(reply.body);
		};
		this.socket.write(head(reply, 'none'));
		push();
	}
}
