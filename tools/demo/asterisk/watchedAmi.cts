import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { maskedToken } from '../../../simulator/http/journal.cts';
import type { ApiCallView } from '../../../simulator/switchboard/switchboard.cts';

const maxShown = 80;
const maxBodyBytes = 100_000;
const maxFieldLength = 80;

/** Asterisk's web server seen through an address at which every request is noted. */
export interface WatchedAmi {
	url: string;
	apiCalls(): ApiCallView[];
	close(): void;
}

/** Fields whose values are nobody's secret. */
const harmless =
	/^(channel|application|data|exten|context|priority|timeout|async|channelid|callerid|state|direction|extension|username|events)$/i;

/** n8n speaks to this address in place of `target`: Asterisk itself keeps no record of its requests. */
export async function watchAmi(target: string): Promise<WatchedAmi> {
	const calls: ApiCallView[] = [];
	let id = 0;

	function note(incoming: IncomingMessage, body: string): ApiCallView {
		const fields = new URLSearchParams(
			body === '' ? new URL(incoming.url ?? '/', target).search : body,
		);
		const entries = [...fields].filter(([name]) => !/^(action|variable)$/i.test(name));
		id += 1;
		const call: ApiCallView = {
			id,
			at: new Date().toISOString(),
			request: fields.get('Action') ?? fields.get('action') ?? `${incoming.method ?? ''} request`,
			fields: entries
				.map(([name, value]) => `${name} ${harmless.test(name) ? shortened(value) : '***'}`)
				.join(', '),
			token: maskedToken(/mansession_id="?(\w+)/.exec(incoming.headers.cookie ?? '')?.[1] ?? ''),
			outcome: 'not answered yet',
			failed: false,
		};
		calls.push(call);
		calls.splice(0, calls.length - maxShown);
		return call;
	}

	function forward(incoming: IncomingMessage, body: string, outgoing: ServerResponse): void {
		const call = note(incoming, body);
		const { method, headers } = incoming;
		const sent = request(new URL(incoming.url ?? '/', target), { method, headers }, (reply) => {
			outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
			let start = '';
			reply.on('data', (part: Buffer) => {
				if (start.length < 2_000) start += part.toString();
			});
			reply.on('end', () => Object.assign(call, outcomeOf(reply.statusCode, start)));
			reply.pipe(outgoing);
		});
		sent.on('error', (error) => {
			Object.assign(call, { outcome: error.message, failed: true });
			outgoing.destroy();
		});
		outgoing.on('close', () => sent.destroy());
		sent.end(body);
	}

	const server = createServer((incoming, outgoing) => {
		let body = '';
		incoming.setEncoding('utf8');
		incoming.on('data', (part: string) => {
			body += part;
			if (body.length > maxBodyBytes) incoming.destroy();
		});
		incoming.on('end', () => forward(incoming, body, outgoing));
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}${new URL(target).pathname.replace(/\/$/, '')}`,
		apiCalls: () => calls.map((call) => ({ ...call })),
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

function shortened(value: string): string {
	return value.length > maxFieldLength ? `${value.slice(0, maxFieldLength)}…` : value;
}

/** The first answer in the reply is that of the action. */
function outcomeOf(
	status: number | undefined,
	start: string,
): Pick<ApiCallView, 'outcome' | 'failed'> {
	if (status !== 200) return { outcome: `HTTP ${status ?? '?'}`, failed: true };
	const [, word = ''] = /response(?:=['"]|: )(\w+)/i.exec(start) ?? [];
	const [, message = ''] = /message(?:=['"]|: )([^'"\r\n]*)/i.exec(start) ?? [];
	if (/^(Success|Goodbye)$/i.test(word)) return { outcome: word, failed: false };
	return { outcome: `${word}${message === '' ? '' : `: ${message}`}`, failed: true };
}
