import { ValueCount } from './replyLimit';
import { maxDepth } from './tree';
import { decodeEntities } from './xmlEntities';

/** What a scan meets, in the order of the document. */
export interface XmlVisitor {
	/** `attributes`: what stands between the name and the end of the tag, as it was sent. */
	open(name: string, attributes: string, count: ValueCount): void;
	/** Text of the innermost open element, in one or several parts. */
	text(text: string): void;
	close(name: string): void;
}

/** How a scan ended; whatever was visited before counts only after `whole`. */
export type XmlScan = 'whole' | 'broken' | 'documentType' | 'tooDeep' | 'tooManyValues';

/**
 * Visits the elements and texts of an XML document once, from front to back: every search either
 * moves on to what it found, or ends the scan. Comments and processing instructions are left out, a
 * document type (which defines entities) is refused. Attributes are not checked, ends of lines stay as
 * they are, and characters that XML forbids pass: Asterisk sends names with control characters.
 */
export function scanXml(xml: string, visitor: XmlVisitor): XmlScan {
	const count = new ValueCount(xml);
	const openElements: string[] = [];
	let roots = 0;
	let at = xml.startsWith('\uFEFF') ? 1 : 0;
	while (at < xml.length) {
		const next = xml.indexOf('<', at);
		const end = next < 0 ? xml.length : next;
		if (end > at) {
			const text = xml.slice(at, end);
			if (openElements.length > 0) visitor.text(decodeEntities(text));
			else if (text.trim() !== '') return 'broken';
			at = end;
			continue;
		}
		const kind = xml.charCodeAt(at + 1);
		if (kind === exclamationMark || kind === questionMark) {
			const section = sections.find(({ opening }) => xml.startsWith(opening, at));
			if (!section) return isDocumentType(xml, at) ? 'documentType' : 'broken';
			const start = at + section.opening.length;
			const close = xml.indexOf(section.closing, start);
			if (close < 0) return 'broken';
			if (section.isText) {
				if (openElements.length === 0) return 'broken';
				visitor.text(xml.slice(start, close));
			}
			at = close + section.closing.length;
			continue;
		}
		const tagEnd = endOfTag(xml, at + 1);
		if (tagEnd < 0) return 'broken';
		if (kind === slash) {
			const name = openElements.pop();
			if (name === undefined || xml.slice(at + 2, tagEnd).trimEnd() !== name) return 'broken';
			visitor.close(name);
		} else {
			const isEmpty = xml.charCodeAt(tagEnd - 1) === slash;
			const tag = xml.slice(at + 1, isEmpty ? tagEnd - 1 : tagEnd);
			const name = nameOf(tag);
			if (name === undefined) return 'broken';
			if (openElements.length === 0 && (roots += 1) > 1) return 'broken';
			if (openElements.length === maxDepth) return 'tooDeep';
			if (!count.add() || !count.addName(name)) return 'tooManyValues';
			visitor.open(name, tag.slice(name.length), count);
			if (isEmpty) visitor.close(name);
			else openElements.push(name);
		}
		at = tagEnd + 1;
	}
	return openElements.length === 0 && roots === 1 ? 'whole' : 'broken';
}

const [exclamationMark, questionMark, slash] = [0x21, 0x3f, 0x2f];
const [lessThan, greaterThan, quotationMark, apostrophe] = [0x3c, 0x3e, 0x22, 0x27];

const sections = [
	{ opening: '<!--', closing: '-->', isText: false },
	{ opening: '<![CDATA[', closing: ']]>', isText: true },
	{ opening: '<?', closing: '?>', isText: false },
];

function isDocumentType(xml: string, at: number): boolean {
	return xml.slice(at, at + 9).toUpperCase() === '<!DOCTYPE';
}

/** Where the `>` of a tag is; a quoted value may hold one. Negative: the tag does not end. */
function endOfTag(xml: string, from: number): number {
	for (let at = from; at < xml.length; at += 1) {
		const code = xml.charCodeAt(at);
		if (code === greaterThan) return at;
		if (code === lessThan) return -1;
		if (code === quotationMark || code === apostrophe) {
			at = xml.indexOf(code === apostrophe ? "'" : '"', at + 1);
			if (at < 0) return -1;
		}
	}
	return -1;
}

const wholeName = /^[\p{L}_:][\p{L}\p{M}\p{N}_:.\u00B7-]*$/u;

/** The name at the beginning of a tag, which ends with white space or with the tag. */
function nameOf(tag: string): string | undefined {
	const space = tag.search(/\s/);
	const name = space < 0 ? tag : tag.slice(0, space);
	return wholeName.test(name) ? name : undefined;
}
