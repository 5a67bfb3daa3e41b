import { Failure } from '../../../model/failure';
import { tooLong, tooManyValues, type ValueCount } from '../../../http/replyLimit';
import { decodeEntities } from '../../../http/xmlEntities';
import { scanXml, type XmlProblem, type XmlVisitor } from '../../../http/xmlScanner';

/** One message of the PBX: field names in lower case, every value a text. */
export type Message = Readonly<Record<string, string>>;

/**
 * Reads the XML of AMI over HTTP: a `<generic>` with attributes for each message. A caller's name may
 * carry control characters, which makes the XML formally invalid; they stay in the value. `kept`: the
 * fields that anybody reads, where they are few of many.
 */
export function readMxml(body: string, kept?: ReadonlySet<string>): Message[] | Failure {
	const long = tooLong(body);
	if (long) return long;
	if (!/^(<\?xml[^>]*>\s*)?(<!DOCTYPE|<ajax-response>)/.test(body)) {
		return notAmi('something that is no reply of AMI over HTTP');
	}
	const reader = new MessageReader(kept);
	const problem = scanXml(body, reader);
	return problem ? failureOf(problem) : reader.messages;
}

/** `<ajax-response>`, in it `<response>`, in it `<generic>`; whatever else there may be is left out. */
const path = ['ajax-response', 'response', 'generic'];

class MessageReader implements XmlVisitor {
	readonly messages: Message[] = [];
	private depth = 0;
	/** The fields of the message before, in their order: rows of a list have the same. */
	private readonly columns: Column[] = [];

	constructor(private readonly kept?: ReadonlySet<string>) {}

	open(name: string, attributes: string, count: ValueCount): XmlProblem | undefined {
		const isOnPath = name === path[this.depth];
		this.depth += 1;
		if (!isOnPath) return undefined;
		if (name === 'response') this.messages.push({});
		if (name !== 'generic') return undefined;
		const message = this.readFields(attributes.trimEnd(), count);
		if (typeof message === 'string') return message;
		this.messages[this.messages.length - 1] = message;
		return undefined;
	}

	text(): void {}

	close(): void {
		this.depth -= 1;
	}

	private readFields(fields: string, count: ValueCount): Message | XmlProblem {
		const message: Record<string, string> = {};
		let at = 0;
		for (let n = 0; at < fields.length; n += 1) {
			let column = this.columns[n];
			if (!column || !fields.startsWith(column.opening, at)) {
				const read = readColumn(fields, at);
				if (typeof read === 'string') return read;
				if (!count.addName(read.name)) return 'tooManyValues';
				column = { ...read, isKept: this.kept?.has(read.name) ?? true };
				this.columns[n] = column;
			}
			if (!count.add()) return 'tooManyValues';
			const { name, opening, isKept } = column;
			const start = at + opening.length;
			const end = fields.indexOf(opening.charAt(opening.length - 1), start);
			if (end < 0) return 'broken';
			at = end + 1;
			if (!isKept) continue;
			const value = decodeEntities(fields.slice(start, end), count).trim();
			// Asterisk's word for what it does not know.
			message[name] = value === '<unknown>' ? '' : value;
		}
		return message;
	}
}

interface Column {
	name: string;
	/** The name with all that stands before the value: ` channel='`. */
	opening: string;
	isKept: boolean;
}

function readColumn(fields: string, at: number): Omit<Column, 'isKept'> | XmlProblem {
	// No part of it can match what the next one begins with, so it never goes back far.
	const beginning = /\s*([^\s='"]+)\s*=\s*['"]/y;
	beginning.lastIndex = at;
	const [opening, name] = beginning.exec(fields) ?? [];
	if (opening === undefined || name === undefined) return 'broken';
	return name === '__proto__' ? 'forbidden' : { name, opening };
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
