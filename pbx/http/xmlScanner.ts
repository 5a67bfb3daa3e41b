import { ValueCount } from './replyLimit';
import { maxDepth } from './tree';
import { decodeEntities } from './xmlEntities';

/** Why a document is not read to its end. `forbidden`: a name that reaches a prototype. */
export type XmlProblem = 'broken' | 'documentType' | 'forbidden' | 'tooDeep' | 'tooManyValues';

/** What a scan meets, in the order of the document. */
export interface XmlVisitor {
	/** `attributes`: what stands between the name and the end of the tag, as it was sent. */
	open(name: string, attributes: string, count: ValueCount): XmlProblem | undefined;
	/** Text of the innermost open element, in one or several parts. */
	text(text: string): void;
	close(name: string): void;
}

/**
 * Visits the elements and texts of an XML document; what was visited counts only where the whole of it
 * has no problem. Comments and processing instructions are left out, a document type (which defines
 * entities) is refused. Attributes are not checked, line ends stay unchanged, and characters
 * that XML forbids pass: Asterisk sends names with control characters.
 */
export function scanXml(xml: string, visitor: XmlVisitor): XmlProblem | undefined {
	return new XmlScanner(xml, visitor).scan();
}

const [exclamationMark, questionMark, slash] = [0x21, 0x3f, 0x2f];
const [lessThan, greaterThan, quotationMark, apostrophe] = [0x3c, 0x3e, 0x22, 0x27];
const [space, carriageReturn] = [0x20, 0x0d];

const sections = [
	{ opening: '<!--', closing: '-->', isText: false },
	{ opening: '<![CDATA[', closing: ']]>', isText: true },
	{ opening: '<?', closing: '?>', isText: false },
];

const wholeName = /^[\p{L}_:][\p{L}\p{M}\p{N}_:.\u00B7-]*$/u;

/**
 * Goes through the document once, from front to back: every search either moves on to what it found,
 * or is the last one.
 */
class XmlScanner {
	private at = 0;
	private roots = 0;
	private readonly openElements: string[] = [];
	private readonly count: ValueCount;

	constructor(
		private readonly xml: string,
		private readonly visitor: XmlVisitor,
	) {
		this.count = new ValueCount(xml);
		if (xml.startsWith('\uFEFF')) this.at = 1;
	}

	scan(): XmlProblem | undefined {
		while (this.at < this.xml.length) {
			const problem = this.next();
			if (problem) return problem;
			if (this.count.isExceeded) return 'tooManyValues';
		}
		return this.openElements.length === 0 && this.roots === 1 ? undefined : 'broken';
	}

	private next(): XmlProblem | undefined {
		if (this.xml.charCodeAt(this.at) !== lessThan) return this.text();
		const code = this.xml.charCodeAt(this.at + 1);
		if (code === exclamationMark || code === questionMark) return this.section();
		const end = this.endOfTag();
		if (end < 0) return 'broken';
		const problem = code === slash ? this.endTag(end) : this.startTag(end);
		this.at = end + 1;
		return problem;
	}

	private text(): XmlProblem | undefined {
		const next = this.xml.indexOf('<', this.at);
		const text = this.xml.slice(this.at, next < 0 ? undefined : next);
		this.at += text.length;
		if (this.openElements.length === 0) return text.trim() === '' ? undefined : 'broken';
		this.visitor.text(decodeEntities(text, this.count));
		return undefined;
	}

	private section(): XmlProblem | undefined {
		const section = sections.find(({ opening }) => this.xml.startsWith(opening, this.at));
		if (!section) {
			const isDocumentType = /^<!doctype/i.test(this.xml.slice(this.at, this.at + 9));
			return isDocumentType ? 'documentType' : 'broken';
		}
		const start = this.at + section.opening.length;
		const end = this.xml.indexOf(section.closing, start);
		if (end < 0) return 'broken';
		this.at = end + section.closing.length;
		if (!section.isText) return undefined;
		if (this.openElements.length === 0) return 'broken';
		this.visitor.text(this.xml.slice(start, end));
		return undefined;
	}

	/** Where its `>` is; a quoted value may hold one. Negative: the tag does not end. */
	private endOfTag(): number {
		for (let at = this.at + 1; at < this.xml.length; at += 1) {
			const code = this.xml.charCodeAt(at);
			if (code === greaterThan) return at;
			if (code === lessThan) return -1;
			if (code === quotationMark || code === apostrophe) {
				at = this.xml.indexOf(code === apostrophe ? "'" : '"', at + 1);
				if (at < 0) return -1;
			}
		}
		return -1;
	}

	private endTag(end: number): XmlProblem | undefined {
		const name = this.openElements.pop();
		if (name === undefined || this.xml.slice(this.at + 2, end).trimEnd() !== name) return 'broken';
		this.visitor.close(name);
		return undefined;
	}

	private startTag(end: number): XmlProblem | undefined {
		const isEmpty = this.xml.charCodeAt(end - 1) === slash;
		const tagEnd = isEmpty ? end - 1 : end;
		let nameEnd = this.at + 1;
		while (nameEnd < tagEnd && !isSpace(this.xml.charCodeAt(nameEnd))) nameEnd += 1;
		const name = this.xml.slice(this.at + 1, nameEnd);
		if (!this.count.hasName(name) && !wholeName.test(name)) return 'broken';
		if (this.openElements.length === 0) {
			if (this.roots > 0) return 'broken';
			this.roots += 1;
		}
		if (this.openElements.length === maxDepth) return 'tooDeep';
		if (!this.count.add() || !this.count.addName(name)) return 'tooManyValues';
		const problem = this.visitor.open(name, this.xml.slice(nameEnd, tagEnd), this.count);
		if (problem) return problem;
		if (isEmpty) this.visitor.close(name);
		else this.openElements.push(name);
		return undefined;
	}
}

/** Blank, tabulator, or end of a line. */
function isSpace(code: number): boolean {
	return code <= space && (code === space || (code >= 0x09 && code <= carriageReturn));
}
