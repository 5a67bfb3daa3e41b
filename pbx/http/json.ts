import { Failure } from '../model/failure';
import { JsonRows } from './jsonRows';
import { tooLong, tooManyValues, ValueCount } from './replyLimit';
import { maxDepth, type Branch, type Tree } from './tree';

/** A JSON text, with every leaf as a string. */
export function writeJson(tree: Branch): string {
	return JSON.stringify(tree);
}

/**
 * Reads a JSON text. Unquoted numbers keep their digits (`0101`, `1589948179.1690`), because a PBX
 * writes the same field quoted in one place and bare in another. `kept`: the names of the fields that are
 * wanted, however deep; all when absent.
 */
export function readJson(body: string, kept?: ReadonlySet<string>): Tree | Failure {
	const long = tooLong(body);
	if (long) return long;
	const reader = new JsonReader(body, kept);
	return reader.document() ?? (reader.count.isExceeded ? tooManyValues() : notWhole());
}

function notWhole(): Failure {
	return new Failure(
		'invalidReply',
		'The PBX sent a reply that is not whole JSON',
		"Try again; if it persists, check the format and the version of the PBX's API.",
		undefined,
		'dataFormat',
	);
}

const [tab, lineFeed, carriageReturn, space] = [0x09, 0x0a, 0x0d, 0x20];

/** A name that objects have. */
interface Field {
	name: string;
	isKept: boolean;
	/** Name and colon as the text had them last, with the white space around both. */
	written: string;
	/** The field that came behind it last; the rows of a list have the same ones in the same order. */
	next?: Field;
}

/**
 * Goes through the text once, from front to back. Each method reads one thing and gives undefined
 * where it is not there, which ends the reading.
 */
class JsonReader {
	readonly count: ValueCount;
	private at = 0;
	/** As JSON allows numbers, and with leading zeros. */
	private readonly number = /-?\d[\d.eE+-]*/y;
	private readonly fields = new Map<string, Field>();
	/** Stands in front of the first field of every object. */
	private readonly start: Field = { name: '', isKept: false, written: '' };
	private readonly rows: JsonRows;

	constructor(
		private readonly body: string,
		private readonly kept?: ReadonlySet<string>,
	) {
		this.count = new ValueCount(body);
		this.rows = new JsonRows(body, (name) => this.fields.get(name)?.isKept ?? false);
	}

	document(): Tree | undefined {
		const tree = this.value(0);
		this.skipSpace();
		return this.at === this.body.length ? tree : undefined;
	}

	private value(depth: number, isKept = true): Tree | undefined {
		if (!this.count.add()) return undefined;
		this.skipSpace();
		switch (this.body.charAt(this.at)) {
			case '"':
				return isKept ? this.string() : this.skipString();
			case '{':
				return depth < maxDepth ? this.object(depth + 1) : undefined;
			case '[':
				return depth < maxDepth ? this.array(depth + 1) : undefined;
			case 't':
				return this.skip('true') ? 'true' : undefined;
			case 'f':
				return this.skip('false') ? 'false' : undefined;
			case 'n':
				return this.skip('null') ? '' : undefined;
			default:
				return this.digits();
		}
	}

	private object(depth: number): Branch | undefined {
		const branch: Branch = {};
		this.at += 1;
		if (this.skipMark('}')) return branch;
		let field: Field | undefined = this.start;
		do {
			field = this.fieldBehind(field);
			if (field === undefined) return undefined;
			const value = this.value(depth, field.isKept);
			if (value === undefined) return undefined;
			if (field.isKept) branch[field.name] = value;
		} while (this.skipMark(','));
		return this.skipMark('}') ? branch : undefined;
	}

	/** The name behind another one, and its colon. */
	private fieldBehind(last: Field): Field | undefined {
		const { next } = last;
		if (next !== undefined && this.body.startsWith(next.written, this.at)) {
			this.at += next.written.length;
			return next;
		}
		const start = this.at;
		this.skipSpace();
		const name = this.body[this.at] === '"' ? this.string() : this.digits();
		if (name === undefined || !this.skipMark(':')) return undefined;
		this.skipSpace();
		const field = this.field(name);
		if (field === undefined) return undefined;
		field.written = this.body.slice(start, this.at);
		last.next = field;
		return field;
	}

	private field(name: string): Field | undefined {
		const known = this.fields.get(name);
		if (known) return known;
		if (!this.count.addName(name)) return undefined;
		const isKept = name !== '__proto__' && (this.kept?.has(name) ?? true);
		const field: Field = { name, isKept, written: '' };
		this.fields.set(name, field);
		return field;
	}

	private array(depth: number): Tree[] | undefined {
		const list: Tree[] = [];
		this.at += 1;
		if (this.skipMark(']')) return list;
		do {
			const value = this.item(depth);
			if (value === undefined) return undefined;
			list.push(value);
		} while (this.skipMark(','));
		return this.skipMark(']') ? list : undefined;
	}

	private item(depth: number): Tree | undefined {
		this.skipSpace();
		const start = this.at;
		const known = depth < maxDepth ? this.rows.read(start) : undefined;
		if (known && this.count.add(known.values)) {
			this.at = known.end;
			return known.row;
		}
		const value = this.value(depth);
		if (this.body[start] === '{' && value !== undefined) this.rows.learn(start, this.at);
		return value;
	}

	private string(): string | undefined {
		const start = this.at + 1;
		if (this.skipString() === undefined) return undefined;
		const text = this.body.slice(start, this.at - 1);
		return needsDecoding.test(text) ? decode(text) : text;
	}

	/** Makes no text of it. */
	private skipString(): '' | undefined {
		let end = this.body.indexOf('"', this.at + 1);
		while (end >= 0 && this.isEscaped(end)) end = this.body.indexOf('"', end + 1);
		if (end < 0) return undefined;
		this.at = end + 1;
		return '';
	}

	/** Whether an odd number of backslashes stands in front; each run of them is counted once. */
	private isEscaped(quotationMark: number): boolean {
		let first = quotationMark;
		while (this.body[first - 1] === '\\') first -= 1;
		return (quotationMark - first) % 2 === 1;
	}

	private digits(): string | undefined {
		this.number.lastIndex = this.at;
		if (!this.number.test(this.body)) return undefined;
		const start = this.at;
		this.at = this.number.lastIndex;
		return this.body.slice(start, this.at);
	}

	private skip(word: string): boolean {
		if (!this.body.startsWith(word, this.at)) return false;
		this.at += word.length;
		return true;
	}

	private skipMark(mark: string): boolean {
		this.skipSpace();
		if (this.body[this.at] !== mark) return false;
		this.at += 1;
		return true;
	}

	private skipSpace(): void {
		const { body } = this;
		let { at } = this;
		for (let code = body.charCodeAt(at); isSpace(code); code = body.charCodeAt(at)) at += 1;
		this.at = at;
	}
}

function isSpace(code: number): boolean {
	return code === space || code === lineFeed || code === tab || code === carriageReturn;
}

/** Escapes, and control characters, which `JSON.parse` judges. */
const needsDecoding = /[\\\p{Cc}]/u;

function decode(text: string): string | undefined {
	try {
		const decoded: unknown = JSON.parse(`"${text}"`);
		return typeof decoded === 'string' ? decoded : undefined;
	} catch {
		return undefined;
	}
}
