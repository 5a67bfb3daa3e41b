import { writeJson } from '../../../http/json';
import type { PbxRequest } from '../../../http/request';
import { writeXml } from '../../../http/xml';
import type { DataFormat } from '../variants';
import type { DriverConfig } from './config';

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
export type Endpoint = {
	path: string;
	/** Whether it does something to phones or settings, as opposed to asking. */
	acts?: boolean;
	/**
	 * The fields of the reply that are read, where a reply may be long. The others are passed over, such as
	 * the passwords and PINs of each extension; all are read when absent.
	 */
	kept?: ReadonlySet<string>;
} & ({ formats: 'jsonOrXml'; xml: XmlStyle } | { formats: 'jsonOnly' });

const command = (path: string): Endpoint => ({ path, formats: 'jsonOrXml', xml: xmlCommand });
const query = (path: string, more: Partial<XmlStyle> = {}): Endpoint => ({
	path,
	formats: 'jsonOrXml',
	xml: { ...xmlQuery, ...more },
});
const jsonOnly = (path: string): Endpoint => ({ path, formats: 'jsonOnly' });
const acting = (endpoint: Endpoint): Endpoint => ({ ...endpoint, acts: true });
const keeping = (names: readonly string[], endpoint: Endpoint): Endpoint => ({
	...endpoint,
	kept: new Set(['status', 'errno', ...names]),
});

const extensionSummary = ['extlist', 'extnumber', 'username', 'type'];
const callFields = ['inbound', 'inboundid', 'from', 'outbound', 'outboundid', 'to', 'trunk'];
const extensionFields = [
	...['extinfos', 'extnumber', 'username', 'type', 'allowbeingmonitored', 'monitormode'],
	...[...callFields, 'ext', 'extid'],
];

export const endpoints = {
	login: command('login'),
	heartbeat: jsonOnly('heartbeat'),
	deviceInfo: query('deviceinfo/query'),
	extensionList: keeping(extensionSummary, query('extensionlist/query')),
	extension: keeping(
		extensionFields,
		query('extension/query', { declaration: '<?xml version="1.0" encoding="utf-8"?>' }),
	),
	extensionUpdate: acting(query('extension/update', { declaration: xmlCommand.declaration })),
	queueStatus: query('queuestatus/query'),
	queueSettings: query('queue/query'),
	addQueueAgent: acting(query('queue/add_dynamicagent')),
	removeQueueAgent: acting(query('queue/del_dynamicagent')),
	pauseQueueAgent: acting(query('queue/pause_agent')),
	resumeQueueAgent: acting(query('queue/unpause_agent')),
	listen: acting(command('extension/listen')),
	whisper: acting(command('extension/whisper')),
	bargeIn: acting(command('extension/barge')),
	dialExtension: acting(command('extension/dial_extension')),
	dialOutbound: acting(command('extension/dial_outbound')),
	hangUp: acting(command('extension/hangup')),
	hold: acting(command('extension/hold')),
	unhold: acting(command('extension/unhold')),
	mute: acting(command('extension/mute')),
	unmute: acting(command('extension/unmute')),
	transfer: acting(command('calltransfer')),
	callRecordsRandom: jsonOnly('cdr/get_random'),
	recordingRandom: jsonOnly('recording/get_random'),
	playToExtension: acting(jsonOnly('extension/playprompt')),
	playOutside: acting(jsonOnly('outbound/playprompt')),
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
