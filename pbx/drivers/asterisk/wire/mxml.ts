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
	private readonly columns = new Map<string, Column>();
	/** Stands in front of the first field of every message. */
	private readonly start: Column = { name: '', opening: '', isKept: false };

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
		let last = this.start;
		while (at < fields.length) {
			const column = this.columnBehind(last, fields, at, count);
			if (typeof column === 'string') return column;
			if (!count.add()) return 'tooManyValues';
			last = column;
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

	private columnBehind(
		last: Column,
		fields: string,
		at: number,
		count: ValueCount,
	): Column | XmlProblem {
		if (last.next && fields.startsWith(last.next.opening, at)) return last.next;
		beginning.lastIndex = at;
		const [opening, name] = beginning.exec(fields) ?? [];
		if (opening === undefined || name === undefined) return 'broken';
		if (name === '__proto__') return 'forbidden';
		if (!count.addName(name)) return 'tooManyValues';
		const known = this.columns.get(name);
		const column = known ?? { name, opening, isKept: this.kept?.has(name) ?? true };
		column.opening = opening;
		this.columns.set(name, column);
		last.next = column;
		return column;
	}
}

interface Column {
	name: string;
	/** The name with all that stood before the value last: ` channel='`. */
	opening: string;
	isKept: boolean;
	/** The field that came behind it last: rows of a list have the same ones in the same order. */
	next?: Column;
}

/** No part of it can match what the next one begins with, so it never goes back far. */
const beginning = /\s*([^\s='"]+)\s*=\s*['"]/y;

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
