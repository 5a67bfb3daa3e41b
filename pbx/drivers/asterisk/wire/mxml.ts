import { Failure } from '../../../model/failure';
import { tooLong, tooManyValues, type ValueCount } from '../../../http/replyLimit';
import { decodeEntities } from '../../../http/xmlEntities';
import { scanXml, type XmlProblem, type XmlVisitor } from '../../../http/xmlScanner';

/** One message of the PBX: field names in lower case, every value a text. */
export type Message = Readonly<Record<string, string>>;

/**
 * Reads the XML of AMI over HTTP: a `<generic>` with attributes for each message. A caller's name may
 * carry control characters, which makes the XML formally invalid; they stay in the value.
 */
export function readMxml(body: string): Message[] | Failure {
	const long = tooLong(body);
	if (long) return long;
	if (!/^(<\?xml[^>]*>\s*)?(<!DOCTYPE|<ajax-response>)/.test(body)) {
		return notAmi('something that is no reply of AMI over HTTP');
	}
	const reader = new MessageReader();
	const problem = scanXml(body, reader);
	return problem ? failureOf(problem) : reader.messages;
}

/** `<ajax-response>`, in it `<response>`, in it `<generic>`; whatever else there may be is left out. */
const path = ['ajax-response', 'response', 'generic'];

class MessageReader implements XmlVisitor {
	readonly messages: Message[] = [];
	private depth = 0;

	open(name: string, attributes: string, count: ValueCount): XmlProblem | undefined {
		const isOnPath = name === path[this.depth];
		this.depth += 1;
		if (!isOnPath) return undefined;
		if (name === 'response') this.messages.push({});
		if (name !== 'generic') return undefined;
		const message = readFields(attributes, count);
		if (typeof message === 'string') return message;
		this.messages[this.messages.length - 1] = message;
		return undefined;
	}

	text(): void {}

	close(): void {
		this.depth -= 1;
	}
}

function readFields(attributes: string, count: ValueCount): Message | XmlProblem {
	const message: Record<string, string> = {};
	// No part of it can match what the next one begins with, so it never goes back far.
	const field = /\s*([^\s='"]+)\s*=\s*(?:'([^']*)'|"([^"]*)")/y;
	const end = attributes.trimEnd().length;
	while (field.lastIndex < end) {
		const found = field.exec(attributes);
		if (!found) return 'broken';
		const [, name = '', inApostrophes, inQuotes = ''] = found;
		if (name === '__proto__') return 'forbidden';
		if (!count.add() || !count.addName(name)) return 'tooManyValues';
		const value = decodeEntities(inApostrophes ?? inQuotes, count).trim();
		// Asterisk's word for what it does not know.
		message[name] = value === '<unknown>' ? '' : value;
	}
	return message;
}

function failureOf(problem: XmlProblem): Failure {
	switch (problem) {
		case 'broken':
			return notAmi('a reply that is not whole');
		case 'documentType':
			// Asterisk sends none; entity tricks do.
			return notAmi('an XML reply with a document type');
		case 'forbidden':
			return notAmi('an XML reply with forbidden names');
		case 'tooDeep':
			return notAmi('an XML reply with too many elements inside one another');
		case 'tooManyValues':
			return tooManyValues();
	}
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
