import type { FastifyRequest } from 'fastify';
import type { Acted, Exchange } from '../../http/exchange.cts';
import type { Exchanges } from '../../http/exchanges.cts';
import { listen, type Listening, type ListenOptions } from '../../http/listen.cts';
import type { YeastarPPbx } from './apiCall.cts';
import { httpReply, outcomeOf, type Answer } from './http/answer.cts';
import { endpointName, entryOf, summaryOf } from './http/journalled.cts';
import { serve, type ApiRequest } from './http/serve.cts';

const interfacePath = /^\/openapi\/([^/]+)\/(.+)$/;
const downloadPath = /^\/api\/download\/.+$/;

function apiRequest(request: FastifyRequest): ApiRequest | undefined {
	const [pathname = '', search = ''] = (request.raw.url ?? '').split('?', 2);
	const [, version = '', endpoint = ''] = interfacePath.exec(pathname) ?? [];
	if (endpoint === '' && !downloadPath.test(pathname)) return undefined;
	const query = new URLSearchParams(search);
	return {
		method: request.method,
		version,
		endpoint: endpoint === '' ? pathname : endpoint,
		token: query.get('access_token') ?? '',
		userAgent: request.headers['user-agent'] ?? '',
		query,
		body: typeof request.body === 'string' ? request.body : '',
		clientAddress: request.ip,
		origin: `${request.protocol}://${request.host}`,
	};
}

const otherFormat =
	'<?xml version="1.0" encoding="UTF-8"?><response><errcode>0</errcode></response>';

function exchangeOf(request: ApiRequest, contentType: string, pbx: YeastarPPbx): Exchange {
	const endpoint = endpointName(request);
	const entry = entryOf(request, contentType, pbx.clock.now());
	const acted = (answer: Answer): Acted => ({
		reply: httpReply(answer, pbx.switches),
		outcome: outcomeOf(answer),
	});
	const act = async () => acted(await serve(request, pbx));
	return {
		endpoint,
		entry,
		summary: summaryOf(entry),
		signsIn: endpoint === 'get_token',
		act,
		async actInOtherFormat() {
			const { reply, outcome } = await act();
			return { reply: { ...reply, body: otherFormat }, outcome };
		},
		refuse: (errcode) => acted({ outcome: 'refused', errcode, fields: {} }),
	};
}

export function openYeastarPApi(
	pbx: YeastarPPbx,
	exchanges: Exchanges,
	options: ListenOptions,
): Promise<Listening> {
	const read = (request: FastifyRequest) => {
		const parsed = apiRequest(request);
		return parsed && exchangeOf(parsed, request.headers['content-type'] ?? '', pbx);
	};
	return listen(exchanges, read, options);
}
