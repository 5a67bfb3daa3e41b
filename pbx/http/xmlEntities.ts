import type { ValueCount } from './replyLimit';

/** What named references stand for: XML's own five, and those of HTML that web pages of a PBX write. */
const named: ReadonlyMap<string, string> = new Map(
	Object.entries({
		...{ amp: '&', lt: '<', gt: '>', apos: "'", quot: '"' },
		...{ nbsp: '\u00A0', copy: '©', reg: '®', trade: '™', mdash: '—', ndash: '–', hellip: '…' },
		...{ laquo: '«', raquo: '»', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bull: '•' },
		...{ para: '¶', sect: '§', deg: '°', frac12: '½', frac14: '¼', frac34: '¾' },
		...{ cent: '¢', pound: '£', curren: '¤', yen: '¥', euro: '€', dollar: '$', cedil: '¸' },
		...{ fnof: 'ƒ', inr: '₹', af: '؋', birr: 'ብር', peso: '₱', rub: '₽', won: '₩', yuan: '¥' },
	}),
);

/** The longest that is replaced, without its ampersand and its semicolon: `#1114111`, with some zeros. */
const longestReference = 12;

const [ampersandCode, semicolonCode] = [0x26, 0x3b];

/** Replaces references once; an ampersand that begins none stays (`Tom & Jerry`). Each of them counts. */
export function decodeEntities(text: string, count: ValueCount): string {
	let ampersand = text.indexOf('&');
	if (ampersand < 0) return text;
	let decoded = '';
	let done = 0;
	while (ampersand >= 0 && count.add()) {
		const end = endOfReference(text, ampersand + 1);
		const character = end < 0 ? undefined : referenced(text.slice(ampersand + 1, end));
		if (character !== undefined) {
			decoded += text.slice(done, ampersand) + character;
			done = end + 1;
		}
		ampersand = text.indexOf('&', character === undefined ? ampersand + 1 : done);
	}
	return decoded + text.slice(done);
}

/** Where its semicolon is; negative: there is none near. */
function endOfReference(text: string, from: number): number {
	for (let at = from; at <= from + longestReference; at += 1) {
		const code = text.charCodeAt(at);
		if (code === semicolonCode) return at;
		if (code === ampersandCode) return -1;
	}
	return -1;
}

function referenced(reference: string): string | undefined {
	if (!reference.startsWith('#')) return named.get(reference);
	const isHex = reference[1] === 'x' || reference[1] === 'X';
	const digits = reference.slice(isHex ? 2 : 1);
	if (!(isHex ? hexDigits : decimalDigits).test(digits)) return undefined;
	return character(parseInt(digits, isHex ? 16 : 10));
}

const hexDigits = /^[0-9a-f]+$/i;
const decimalDigits = /^[0-9]+$/;

/** Undefined above the end of Unicode; empty where XML allows no such character. */
function character(code: number): string | undefined {
	if (code > 0x10ffff) return undefined;
	const isSpace = code === 0x9 || code === 0xa || code === 0xd;
	const isSurrogate = code >= 0xd800 && code <= 0xdfff;
	if ((code < 0x20 && !isSpace) || isSurrogate) return '';
	return String.fromCodePoint(code);
}

/** Text that XML carries in an element and in an attribute alike. */
export function encodeEntities(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&apos;');
}
