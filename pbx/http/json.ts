import { Failure } from '../model/failure';
import { tooLong, tooManyValues, ValueCount } from './replyLimit';
import { maxDepth, type Branch, type Tree } from './tree';

/** A JSON text, with every leaf as a string. */
export function writeJson(tree: Branch): string {
	return JSON.stringify(tree);
}

/**
 * Reads a JSON text. Unquoted numbers keep their digits (`0101`, `1589948179.1690`), because a PBX
 * writes the same field quoted in one place and bare in another.
 */
export function readJson(body: string): Tree | Failure {
	const long = tooLong(body);
	if (long) return long;
	const reader = new JsonReader(body);
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

/**
 * Goes through the text once, from front to back. Each method reads one thing and gives undefined
 * where it is not there, which ends the reading.
 */
class JsonReader {
	readonly count: ValueCount;
	private at = 0;
	/** As JSON allows numbers, and with leading zeros. */
	private readonly number = /-?\d[\d.eE+-]*/y;

	constructor(private readonly body: string) {
		this.count = new ValueCount(body);
	}

	document(): Tree | undefined {
		const tree = this.value(0);
		this.skipSpace();
		return this.at === this.body.length ? tree : undefined;
	}

	private value(depth: number): Tree | undefined {
		if (!this.count.add()) return undefined;
		this.skipSpace();
		switch (this.body[this.at]) {
			case '"':
				return this.string();
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
		do {
			this.skipSpace();
			const name = this.body[this.at] === '"' ? this.string() : this.digits();
			if (name === undefined || !this.skipMark(':')) return undefined;
			if (!this.count.addName(name)) return undefined;
			const value = this.value(depth);
			if (value === undefined) return undefined;
			if (name !== '__proto__') branch[name] = value;
		} while (this.skipMark(','));
		return this.skipMark('}') ? branch : undefined;
	}

	private array(depth: number): Tree[] | undefined {
		const list: Tree[] = [];
		this.at += 1;
		if (this.skipMark(']')) return list;
		do {
			const value = this.value(depth);
			if (value === undefined) return undefined;
			list.push(value);
		} while (this.skipMark(','));
		return this.skipMark(']') ? list : undefined;
	}

	private string(): string | undefined {
		const start = this.at + 1;
		let end = this.body.indexOf('"', start);
		while (end >= 0 && this.isEscaped(end)) end = this.body.indexOf('"', end + 1);
		if (end < 0) return undefined;
		this.at = end + 1;
		const text = this.body.slice(start, end);
		return needsDecoding.test(text) ? decode(text) : text;
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
		for (; ; this.at += 1) {
			const code = this.body.charCodeAt(this.at);
			if (code !== space && code !== lineFeed && code !== tab && code !== carriageReturn) return;
		}
	}
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
