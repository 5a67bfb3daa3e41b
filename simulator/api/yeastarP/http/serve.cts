import type { Endpoint, Endpoints, YeastarPPbx } from '../apiCall.cts';
import { callControl } from '../endpoints/callControl.cts';
import { calls } from '../endpoints/calls.cts';
import { dialling } from '../endpoints/dialling.cts';
import { extensions } from '../endpoints/extensions.cts';
import { monitoringEndpoints } from '../endpoints/monitoring.cts';
import { queueAgents } from '../endpoints/queueAgents.cts';
import { queues } from '../endpoints/queues.cts';
import { recordings } from '../endpoints/recordings.cts';
import { records } from '../endpoints/records.cts';
import { session } from '../endpoints/session.cts';
import { system } from '../endpoints/system.cts';
import { refused, wrongField, type Answer } from './answer.cts';
import { readJson, readQuery, type RequestFields } from './readFields.cts';

const endpoints: Endpoints = {
	...session,
	...system,
	...extensions,
	...calls,
	...monitoringEndpoints,
	...callControl,
	...dialling,
	...queues,
	...queueAgents,
	...records,
	...recordings,
};

/** A request as it arrived, not yet checked. */
export interface ApiRequest {
	method: string;
	/** Such as `v1.0`; empty for the address of a recording. */
	version: string;
	/** Such as `call/listen`; for a recording the whole path. */
	endpoint: string;
	token: string;
	userAgent: string;
	query: URLSearchParams;
	body: string;
	clientAddress: string;
	origin: string;
}

function endpointOf({ endpoint, method }: ApiRequest): Endpoint | undefined {
	const found = Object.hasOwn(endpoints, endpoint) ? endpoints[endpoint] : undefined;
	return found?.method === method ? found : undefined;
}

function readFields({ method, query, body }: ApiRequest): ReturnType<typeof readJson> {
	return method === 'GET' ? readQuery(query) : readJson(body);
}

function missing(endpoint: Endpoint, { fields }: RequestFields): string | undefined {
	return endpoint.required.find((name) => !fields.get(name));
}

/** The file, or an error text in its place. */
function recording(request: ApiRequest, { sessions, archive }: YeastarPPbx): Answer {
	if (!sessions.isAlive(request.token)) return refused('10004');
	const bytes = archive.fileAt(request.endpoint);
	return bytes ? { outcome: 'file', contentType: 'audio/wav', bytes } : refused('60001');
}

/** The checks of every request, then the endpoint itself. A wrong verb is an unknown interface. */
export async function serve(request: ApiRequest, pbx: YeastarPPbx): Promise<Answer> {
	if (request.userAgent === '' && pbx.switches.missingUserAgent === '40002') {
		return refused('40002');
	}
	if (request.version === '') return recording(request, pbx);
	// Firmware without the second version answers so.
	if (request.version !== 'v1.0') return refused('-2');
	const endpoint = endpointOf(request);
	if (!endpoint) return refused('10001');
	if (!endpoint.open && !pbx.sessions.isAlive(request.token)) return refused('10004');
	const read = readFields(request);
	if (read === 'malformed') return refused('40001');
	if ('wrongType' in read) return wrongField(read.wrongType, '');
	const blank = missing(endpoint, read);
	if (blank !== undefined) return wrongField(blank, '');
	const { token, clientAddress, origin } = request;
	return endpoint.answer({ ...read, token, clientAddress, origin }, pbx);
}

/** The fields that could be read, for the journal. */
export function readableFields(request: ApiRequest): ReadonlyMap<string, string> {
	const read = readFields(request);
	if (read === 'malformed' || 'wrongType' in read) return new Map();
	const lists = [...read.lists].map(([name, values]) => [name, values.join(',')] as const);
	return new Map([...read.fields, ...lists]);
}
