import * as http from 'node:http';
import * as https from 'node:https';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { certificate, privateKey } from '../certificate.cts';
import type { OpenVoxPbx } from './apiCall.cts';
import type { Counters } from './counters.cts';
import type { Faults } from './faults.cts';
import { htmlReply, send } from './http/httpReply.cts';
import { journalLine, maskedToken, withoutSecrets, type JournalEntry } from './journal.cts';
import type { Races } from './races.cts';
import { respond, type RequestResult } from './http/respond.cts';
import type { Format } from './http/readBody.cts';
import type { Switches } from './switches.cts';
import { readableFields, type ApiRequest } from './http/serve.cts';

export interface OpenVoxApi {
	pbx: OpenVoxPbx;
	faults: Faults;
	races: Races;
	counters: Counters;
	journal: JournalEntry[];
	/** Requests that are being answered now. */
	busy: { requests: number };
	log: (line: string) => void;
}

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

function entryOf(request: ApiRequest, contentType: string, api: OpenVoxApi): JournalEntry {
	return {
		at: new Date(api.pbx.clock.now()).toISOString(),
		method: request.method,
		version: request.version,
		endpoint: request.endpoint,
		format: request.format,
		contentType,
		token: maskedToken(request.token),
		fields: withoutSecrets(readableFields(request)),
		outcome: 'not answered yet',
	};
}

function countRequest({ endpoint }: ApiRequest, { requests }: Counters): void {
	const before = Object.hasOwn(requests, endpoint) ? requests[endpoint] : undefined;
	requests[endpoint] = (before ?? 0) + 1;
}

function countSignIn({ endpoint }: ApiRequest, outcome: string, { signIns }: Counters): void {
	if (endpoint !== 'login') return;
	signIns[outcome.startsWith('Success') ? 'accepted' : 'refused'] += 1;
}

/** The PBX behind the API did not do its part. */
function brokenInside(error: unknown): RequestResult {
	const why = error instanceof Error ? error.message : String(error);
	return { reply: htmlReply(500, 'Internal Server Error'), outcome: `HTTP 500: ${why}` };
}

async function answer(
	request: ApiRequest,
	contentType: string,
	response: http.ServerResponse,
	api: OpenVoxApi,
) {
	const counters = api.counters;
	const entry = entryOf(request, contentType, api);
	api.journal.push(entry);
	countRequest(request, counters);
	const trouble = api.faults.take(request.endpoint);
	api.busy.requests += 1;
	counters.maxConcurrent = Math.max(counters.maxConcurrent, api.busy.requests);
	await api.races.run('before', request.endpoint);
	const { reply, outcome } = await respond(request, trouble, api.pbx).catch(brokenInside);
	await api.races.run('after', request.endpoint);
	api.busy.requests -= 1;
	entry.outcome = outcome;
	countSignIn(request, outcome, counters);
	api.log(journalLine(entry));
	if (reply === 'silence') return;
	if (reply === 'cut') {
		response.destroy();
		return;
	}
	send(response, reply);
}

function server(protocol: 'http' | 'https', api: OpenVoxApi, handler: http.RequestListener) {
	const listening =
		protocol === 'https'
			? https.createServer({ cert: certificate, key: privateKey }, handler)
			: http.createServer(handler);
	listening.on('connection', () => (api.counters.connections += 1));
	listening.on('secureConnection', () => (api.counters.tlsConnections += 1));
	return listening;
}

function routes(app: FastifyInstance, api: OpenVoxApi): void {
	// Whatever the Content-Type says: `type` decides how the body is read.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
	app.all('/*', async (request, reply) => {
		reply.hijack();
		const parsed = apiRequest(request, api.pbx.switches);
		if (!parsed) return send(reply.raw, htmlReply(404, 'Not Found'));
		await answer(parsed, request.headers['content-type'] ?? '', reply.raw, api);
	});
}

export interface OpenedApi {
	url: string;
	close(): Promise<void>;
}

export async function openOpenVoxApi(
	api: OpenVoxApi,
	{ port, protocol }: { port: number; protocol: 'http' | 'https' },
): Promise<OpenedApi> {
	const app = fastify({
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		serverFactory: (handler) => server(protocol, api, handler),
	});
	routes(app, api);
	const address = await app.listen({ host: '127.0.0.1', port });
	return { url: `${protocol}://${new URL(address).host}`, close: () => app.close() };
}
