import type { FastifyRequest } from 'fastify';
import type { Acted, Exchange } from '../../http/exchange.cts';
import type { Exchanges } from '../../http/exchanges.cts';
import { htmlReply } from '../../http/httpReply.cts';
import { listen, type Listening, type ListenOptions } from '../../http/listen.cts';
import type { UcmPbx } from './apiCall.cts';
import { refused, type Answer } from './wire/answer.cts';
import { httpReply } from './wire/httpReply.cts';
import { entryOf, summaryOf } from './wire/journalled.cts';
import { readRequest } from './wire/readRequest.cts';
import { serve, type ApiRequest } from './wire/serve.cts';

function outcomeOf(answer: Answer): string {
	if (answer.outcome === 'refused') return `Failed ${answer.status}`;
	return answer.outcome === 'file' ? `Success, ${answer.bytes.length} bytes` : 'Success';
}

function exchangeOf(request: FastifyRequest, pbx: UcmPbx): Exchange {
	const body = typeof request.body === 'string' ? request.body : '';
	const parsed: ApiRequest = { fields: readRequest(body), clientAddress: request.ip };
	const contentType = request.headers['content-type'] ?? '';
	const entry = entryOf(parsed, request.method, contentType, pbx.clock.now());
	const acted = (answer: Answer): Acted => ({
		reply: httpReply(answer, pbx.switches),
		outcome: outcomeOf(answer),
	});
	return {
		endpoint: entry.endpoint,
		entry,
		summary: summaryOf(entry),
		signsIn: entry.endpoint === 'login',
		act: async () => acted(await serve(parsed, pbx)),
		// It has no other format: the page of its web server comes instead.
		actInOtherFormat: async () => ({
			...acted(await serve(parsed, pbx)),
			reply: htmlReply(200, 'UCM'),
		}),
		refuse: (status) => acted(refused(status)),
	};
}

export function openGrandstreamUcmApi(
	pbx: UcmPbx,
	exchanges: Exchanges,
	options: ListenOptions,
): Promise<Listening> {
	const read = (request: FastifyRequest) =>
		request.method === 'POST' && request.raw.url === '/api' ? exchangeOf(request, pbx) : undefined;
	return listen(exchanges, read, options);
}
