import { XMLParser } from 'fast-xml-parser';

import { Failure } from '../../../model/failure';

/** One message of the PBX: field names in lower case, every value a text. */
export type Message = Readonly<Record<string, string>>;

const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '',
	// By name alone, the attribute `response` would become a list too.
	isArray: (name, _path, _leaf, isAttribute) => name === 'response' && !isAttribute,
	// Nobody asks where an element is, and telling it takes time.
	jPath: false,
});

/**
 * Reads the XML of AMI over HTTP: a `<generic>` with attributes for each message. A caller's name may
 * carry control characters, which makes the XML formally invalid, so it is not validated.
 */
export function readMxml(body: string): Message[] | Failure {
	// Asterisk sends no document type; entity tricks do.
	if (/<!DOCTYPE/i.test(body)) return notAmi('an XML reply with a document type');
	if (!/^(<\?xml[^>]*>\s*)?<ajax-response>/.test(body)) {
		return notAmi('something that is no reply of AMI over HTTP');
	}
	if (!body.endsWith('</ajax-response>')) return notAmi('a reply that is not whole');
	try {
		return messages(parser.parse(body));
	} catch {
		return notAmi('an XML reply with forbidden names');
	}
}

function messages(document: unknown): Message[] {
	const responses = member(member(document, 'ajax-response'), 'response');
	return Array.isArray(responses) ? responses.map((one) => texts(member(one, 'generic'))) : [];
}

function texts(attributes: unknown): Message {
	if (typeof attributes !== 'object' || attributes === null) return {};
	const entries = Object.entries(attributes).map(([name, value]) => [name, String(value)] as const);
	// Asterisk's word for what it does not know.
	return Object.fromEntries(
		entries.map(([name, text]) => [name, text === '<unknown>' ? '' : text]),
	);
}

function member(value: unknown, name: string): unknown {
	if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
	return Object.entries(value).find(([key]) => key === name)?.[1];
}

function notAmi(what: string): Failure {
	return new Failure(
		'invalidReply',
		`The PBX sent ${what}`,
		"The address must be the one of Asterisk's own HTTP server, with its prefix if it has one.",
		undefined,
		'baseUrl',
	);
}
