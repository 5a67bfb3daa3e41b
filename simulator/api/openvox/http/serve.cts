import { type Endpoint, type Endpoints, type OpenVoxPbx } from '../apiCall.cts';
import { callControl } from '../endpoints/callControl.cts';
import { configuring } from '../endpoints/configuring.cts';
import { device } from '../endpoints/device.cts';
import { extensions } from '../endpoints/extensions.cts';
import { monitoringEndpoints } from '../endpoints/monitoring.cts';
import { prompts } from '../endpoints/prompts.cts';
import { queues } from '../endpoints/queues.cts';
import { recordingDownload, recordingTickets } from '../endpoints/recordings.cts';
import { recordDownload, recordTickets } from '../endpoints/records.cts';
import { login, session } from '../endpoints/session.cts';
import { trunkCalls } from '../endpoints/trunkCalls.cts';
import { errno } from './errno.cts';
import { readBody, type Fields, type Format } from './readBody.cts';
import { refused, type Answer } from './replyValue.cts';
import type { Switches } from '../switches.cts';

const open: Endpoints = login;
const guarded: Endpoints = {
	...session,
	...device,
	...extensions,
	...configuring,
	...monitoringEndpoints,
	...callControl,
	...trunkCalls,
	...queues,
	...prompts,
	...recordTickets,
	...recordingTickets,
};
/** What clients of Yeastar send with GET. */
const queries: ReadonlySet<string> = new Set([
	'deviceinfo/query',
	'extensionlist/query',
	'extension/query',
	'heartbeat',
]);
/** Links to files: their fields are in the query. */
const downloads: Endpoints = { ...recordDownload, ...recordingDownload };

/** A request as it arrived, not yet checked. */
export interface ApiRequest {
	method: string;
	version: string;
	endpoint: string;
	token: string;
	format: Format;
	body: string;
	/** The query, less token and type. */
	parameters: Fields;
	clientAddress: string;
}

function endpointOf(endpoints: Endpoints, name: string): Endpoint | undefined {
	return Object.hasOwn(endpoints, name) ? endpoints[name] : undefined;
}

function tokenTrouble(token: string, { sessions, switches }: OpenVoxPbx): string | undefined {
	if (token === '') return errno.tokenBlank;
	switch (sessions.use(token)) {
		case 'alive':
			return undefined;
		case 'unknown':
			return errno.noSuchToken;
		case 'expired':
			return switches.expiredTokenErrno;
	}
}

function xmlTrouble(format: Format, { xml }: Switches): string | undefined {
	if (format === 'json' || xml === 'offered') return undefined;
	return xml === 'errno10002' ? errno.xmlNotSupported : errno.onlyJson;
}

function readFields(request: ApiRequest): Fields | 'malformed' {
	return request.body.trim() === '' ? new Map() : readBody(request.format, request.body);
}

function blankField({ required }: Endpoint, fields: Fields): string | undefined {
	return required.some((name) => !fields.get(name)) ? errno.fieldBlank : undefined;
}

/** The checks in the order that the reference suggests, then the endpoint itself. */
export async function serve(request: ApiRequest, pbx: OpenVoxPbx): Promise<Answer> {
	const { method } = request;
	const isEither = pbx.switches.methods === 'either' && (method === 'GET' || method === 'POST');
	const download =
		method === 'GET' || isEither ? endpointOf(downloads, request.endpoint) : undefined;
	const byGet = isEither && queries.has(request.endpoint);
	if (!download && method !== 'POST' && !byGet) return refused(errno.onlyPost);
	if (request.endpoint === '') return refused(errno.requestNameEmpty);
	const openEndpoint = endpointOf(open, request.endpoint);
	const endpoint = download ?? openEndpoint ?? endpointOf(guarded, request.endpoint);
	if (!endpoint) return refused(errno.requestNotSupported);
	const notXml = xmlTrouble(request.format, pbx.switches);
	if (notXml) return refused(notXml);
	const notSignedIn = openEndpoint ? undefined : tokenTrouble(request.token, pbx);
	if (notSignedIn) return refused(notSignedIn);
	const isInAddress = download !== undefined || method === 'GET';
	const fields = isInAddress ? request.parameters : readFields(request);
	if (fields === 'malformed') {
		return refused(request.format === 'json' ? errno.onlyJson : errno.xmlNotSupported);
	}
	const isEmpty = !isInAddress && endpoint.required.length > 0 && request.body.trim() === '';
	const trouble = isEmpty ? errno.bodyEmpty : blankField(endpoint, fields);
	if (trouble) return refused(trouble);
	const { format, token, clientAddress } = request;
	return endpoint.answer({ fields, format, token, clientAddress }, pbx);
}

/** The fields that could be read, for the journal. */
export function readableFields(request: ApiRequest): Fields {
	if (request.method === 'GET') return request.parameters;
	const fields = readFields(request);
	return fields === 'malformed' ? new Map() : fields;
}
