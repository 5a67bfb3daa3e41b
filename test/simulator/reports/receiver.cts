import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A receiver of reports, which keeps every request with its bytes as they came. */
export interface Receiver {
	/** `127.0.0.1:port` */
	address: string;
	requests: { head: string; body: string }[];
	/** The bodies alone. */
	bodies(): string[];
	/** How many senders waited for their answer at the same time. */
	maxConcurrent(): number;
	close(): Promise<void>;
}

/** What the receiver does with the n-th request, counted from 0; `silence`: it never answers. */
export type Answering = (count: number) => { status: number; afterMs?: number } | 'cut' | 'silence';

export async function openReceiver(
	answering: Answering = () => ({ status: 200 }),
): Promise<Receiver> {
	const requests: Receiver['requests'] = [];
	const sockets = new Set<Socket>();
	let maxConcurrent = 0;
	let unanswered = 0;
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		socket.on('close', () => sockets.delete(socket));
		let received = '';
		socket.setEncoding('utf8');
		socket.on('data', (text: string) => {
			received += text;
			const [head = '', body] = received.split('\r\n\r\n');
			const length = Number(/^content-length:\s*(\d+)/im.exec(head)?.[1] ?? 0);
			if (body === undefined || Buffer.byteLength(body) < length) return;
			const count = requests.push({ head, body }) - 1;
			const answer = answering(count);
			if (answer === 'silence') return;
			if (answer === 'cut') {
				socket.destroy();
				return;
			}
			const reply = `HTTP/1.1 ${answer.status} x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
			unanswered += 1;
			maxConcurrent = Math.max(maxConcurrent, unanswered);
			setTimeout(() => {
				unanswered -= 1;
				socket.end(reply);
			}, answer.afterMs ?? 0);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		address: `127.0.0.1:${port}`,
		requests,
		bodies: () => requests.map(({ body }) => body),
		maxConcurrent: () => maxConcurrent,
		close: () =>
			new Promise((resolve) => {
				for (const socket of sockets) socket.destroy();
				server.close(() => resolve());
			}),
	};
}
