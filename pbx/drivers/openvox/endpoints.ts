import type { Failure } from '../../failure';
import { writeJson } from '../../json';
import type { PbxRequest } from '../../send';
import { unsendableValue } from '../../sendable';
import { writeXml } from '../../xml';
import type { DataFormat, Settings } from './settings';

const json = 'application/json; charset=utf-8';
const xml = 'application/xml; charset=utf-8';

/**
 * An endpoint below `/api/{version}/`. `xmlContentType` is what the manual's XML example of that
 * page sends: the query pages really print the JSON type above an XML body. Endpoints whose page
 * has no `type` parameter are JSON whatever the credential says.
 */
export type Endpoint =
	| { path: string; formats: 'jsonOrXml'; xmlContentType: string }
	| { path: string; formats: 'jsonOnly' };

const order = (path: string): Endpoint => ({ path, formats: 'jsonOrXml', xmlContentType: xml });
const query = (path: string): Endpoint => ({ path, formats: 'jsonOrXml', xmlContentType: json });

export const endpoints = {
	login: order('login'),
	deviceInfo: query('deviceinfo/query'),
	extensionList: query('extensionlist/query'),
	extension: query('extension/query'),
	listen: order('extension/listen'),
	whisper: order('extension/whisper'),
	bargeIn: order('extension/barge'),
};

/** The format in which an endpoint is asked and answers. */
export function formatOf(endpoint: Endpoint, settings: Settings): DataFormat {
	return endpoint.formats === 'jsonOnly' ? 'json' : settings.format;
}

/** A request with its fields in the manual's format; no fields: no body, as in the manual. */
export function request(
	endpoint: Endpoint,
	fields: Record<string, string>,
	settings: Settings,
): PbxRequest | Failure {
	const unsendable = unsendableValue(Object.entries(fields));
	if (unsendable) return unsendable;
	const format = formatOf(endpoint, settings);
	const withXml = endpoint.formats === 'jsonOrXml' && format === 'xml';
	const empty = Object.keys(fields).length === 0;
	return {
		path: `${settings.root}/${endpoint.path}`,
		query: endpoint.formats === 'jsonOnly' ? [] : [['type', format]],
		headers: { 'Content-Type': withXml ? endpoint.xmlContentType : json },
		body: empty ? undefined : withXml ? writeXml(fields) : writeJson(fields),
	};
}
