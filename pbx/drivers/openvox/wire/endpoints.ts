import { writeJson } from '../../../http/json';
import type { PbxRequest } from '../../../http/request';
import { writeXml } from '../../../http/xml';
import type { DataFormat, DriverConfig } from './config';

const json = 'application/json; charset=utf-8';

/** What the manual's XML example of an endpoint prints around the body. */
interface XmlStyle {
	contentType: string;
	declaration: string;
}

const xmlCommand: XmlStyle = {
	contentType: 'application/xml; charset=utf-8',
	declaration: '<?xml version="1.0" encoding="UTF-8" ?>',
};

// The manual prints the JSON type above the XML body of queries.
const xmlQuery: XmlStyle = { ...xmlCommand, contentType: json };

/**
 * An endpoint below `/api/{version}/`. Those without a `type` parameter in the manual are JSON whatever
 * the credential says.
 */
export type Endpoint =
	| { path: string; formats: 'jsonOrXml'; xml: XmlStyle }
	| { path: string; formats: 'jsonOnly' };

const command = (path: string): Endpoint => ({ path, formats: 'jsonOrXml', xml: xmlCommand });
const query = (path: string, more: Partial<XmlStyle> = {}): Endpoint => ({
	path,
	formats: 'jsonOrXml',
	xml: { ...xmlQuery, ...more },
});
const jsonOnly = (path: string): Endpoint => ({ path, formats: 'jsonOnly' });

export const endpoints = {
	login: command('login'),
	heartbeat: jsonOnly('heartbeat'),
	deviceInfo: query('deviceinfo/query'),
	extensionList: query('extensionlist/query'),
	extension: query('extension/query', {
		declaration: '<?xml version="1.0" encoding="utf-8"?>',
	}),
	extensionUpdate: query('extension/update', { declaration: xmlCommand.declaration }),
	queueStatus: query('queuestatus/query'),
	listen: command('extension/listen'),
	whisper: command('extension/whisper'),
	bargeIn: command('extension/barge'),
	dialExtension: command('extension/dial_extension'),
	dialOutbound: command('extension/dial_outbound'),
	hangUp: command('extension/hangup'),
	hold: command('extension/hold'),
	unhold: command('extension/unhold'),
	mute: command('extension/mute'),
	unmute: command('extension/unmute'),
	transfer: command('calltransfer'),
	callRecordsRandom: jsonOnly('cdr/get_random'),
	recordingRandom: jsonOnly('recording/get_random'),
	playToExtension: jsonOnly('extension/playprompt'),
	playOutside: jsonOnly('outbound/playprompt'),
	inboundCalls: command('inbound/query'),
	outboundCalls: command('outbound/query'),
};

/** The format in which an endpoint is asked and answers. */
export function formatOf(endpoint: Endpoint, config: DriverConfig): DataFormat {
	return endpoint.formats === 'jsonOnly' ? 'json' : config.format;
}

/** A request with its fields in the credential's format; no fields: no body, as in the manual. */
export function request(
	endpoint: Endpoint,
	fields: Record<string, string>,
	config: DriverConfig,
): PbxRequest {
	const path = `${config.root}/${endpoint.path}`;
	const empty = Object.keys(fields).length === 0;
	if (endpoint.formats === 'jsonOrXml' && config.format === 'xml') {
		const { contentType, declaration } = endpoint.xml;
		const body = empty ? undefined : writeXml(fields, declaration);
		return { path, query: [['type', 'xml']], headers: { 'Content-Type': contentType }, body };
	}
	return {
		path,
		query: endpoint.formats === 'jsonOnly' ? [] : [['type', 'json']],
		headers: { 'Content-Type': json },
		body: empty ? undefined : writeJson(fields),
	};
}
