import { connect } from 'node:net';
import type { ReportAddress } from './reportAddress.cts';

/** The receiver's HTTP status, or why there is none; `sent`: it was not waited for. */
export type PostOutcome = number | 'sent' | 'refused' | 'silent' | 'broken' | 'notOnThisMachine';

/** The simulator sends to no other machine. */
const thisMachine = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/;

/**
 * The request as the manual prints it, header by header. Only the request line has a path and `Host` a
 * port, because the printed ones name an address without a path.
 */
export function printedRequest(
	{ host, port, path }: ReportAddress,
	body: string,
	moreHeaders: readonly string[] = [],
): string {
	return [
		`POST ${path || '/'} HTTP/1.1`,
		`Host:${host}:${port}`,
		`Content-Length:${Buffer.byteLength(body)}`,
		'Accept: application/json',
		`Content-Type:application/${body.startsWith('<') ? 'xml' : 'json'}`,
		...moreHeaders,
		'Connection:close',
		'',
		body,
	].join('\r\n');
}

/** Sends one report over a connection of its own, which it closes after the answer or the time-out. */
export function post(
	address: ReportAddress,
	body: string,
	moreHeaders: readonly string[],
	{ timeoutMs, awaited }: { timeoutMs: number; awaited: boolean },
	ended: AbortSignal,
): Promise<PostOutcome> {
	if (!thisMachine.test(address.host)) return Promise.resolve('notOnThisMachine');
	return new Promise((resolve) => {
		let received = '';
		const socket = connect({ host: address.host, port: address.port });
		const end = () => socket.destroy();
		ended.addEventListener('abort', end);
		socket.setEncoding('latin1');
		socket.setTimeout(timeoutMs, () => {
			resolve('silent');
			socket.destroy();
		});
		socket.on('connect', () =>
			socket.write(printedRequest(address, body, moreHeaders), () => {
				if (!awaited) resolve('sent');
			}),
		);
		socket.on('data', (text: string) => {
			received += text;
			const status = /^HTTP\/1\.[01] (\d{3})[^\r\n]*\r\n/.exec(received)?.[1];
			if (status === undefined) return;
			resolve(Number(status));
			socket.end();
		});
		socket.on('error', (error: NodeJS.ErrnoException) =>
			resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'broken'),
		);
		socket.on('close', () => {
			ended.removeEventListener('abort', end);
			resolve('broken');
		});
	});
}
