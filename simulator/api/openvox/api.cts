import type { FastifyRequest } from 'fastify';
import type { Acted, Exchange } from '../../http/exchange.cts';
import type { Exchanges } from '../../http/exchanges.cts';
import { listen, type Listening, type ListenOptions } from '../../http/listen.cts';
import type { OpenVoxPbx } from './apiCall.cts';
import { httpReply } from './http/httpReply.cts';
import { entryOf, summaryOf } from './http/journalled.cts';
import type { Format } from './http/readBody.cts';
import { refused, type Answer } from './http/replyValue.cts';
import { serve, type ApiRequest } from './http/serve.cts';
import type { Switches } from './switches.cts';

const knownPath = /^\/api\/([^/]+)(?:\/(.*))?$/;

function formatOf(type: string | null, body: string, { formatBy }: Switches): Format {
	if (formatBy === 'body' && body.trim() !== '')
		return body.trim().startsWith('<') ? 'xml' : 'json';
	return type === 'xml' ? 'xml' : 'json';
}

function apiRequest(request: FastifyRequest, switches: Switches): ApiRequest | undefined {
	const [pathname = '', query = ''] = (request.raw.url ?? '').split('?', 2);
	const path = knownPath.exec(pathname);
	if (!path) return undefined;
	const parameters = new URLSearchParams(query);
	const body = typeof request.body === 'string' ? request.body : '';
	return {
		method: request.method,
		version: path[1] ?? '',
		endpoint: (path[2] ?? '').replace(/\/+$/, ''),
		token: parameters.get('token') ?? '',
		format: formatOf(parameters.get('type'), body, switches),
		body,
		parameters: new Map([...parameters].filter(([name]) => name !== 'token' && name !== 'type')),
		clientAddress: request.ip,
	};
}

function outcomeOf(answer: Answer): string {
	if (answer.outcome === 'refused') return `Failed ${answer.errno}`;
	return answer.outcome === 'file' ? `Success, ${answer.bytes.length} bytes` : 'Success';
}

function exchangeOf(request: ApiRequest, contentType: string, pbx: OpenVoxPbx): Exchange {
	const { endpoint, format } = request;
	const entry = entryOf(request, contentType, pbx.clock.now());
	const acted = (answer: Answer, as: Format): Acted => ({
		reply: httpReply(answer, as, pbx.switches),
		outcome: outcomeOf(answer),
	});
	return {
		endpoint,
		entry,
		summary: summaryOf(entry),
		signsIn: endpoint === 'login',
		act: async () => acted(await serve(request, pbx), format),
		actInOtherFormat: async () =>
			acted(await serve(request, pbx), format === 'json' ? 'xml' : 'json'),
		refuse: (errno) => acted(refused(errno), format),
	};
}

export function openOpenVoxApi(
	pbx: OpenVoxPbx,
	exchanges: Exchanges,
	options: ListenOptions,
): Promise<Listening> {
	const read = (request: FastifyRequest) => {
		const parsed = apiRequest(request, pbx.switches);
		return parsed && exchangeOf(parsed, request.headers['content-type'] ?? '', pbx);
	};
	return listen(exchanges, read, options);
}
