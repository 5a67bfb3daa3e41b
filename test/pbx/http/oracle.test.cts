import fc from 'fast-check';

import { Failure } from '../../../pbx/model/failure';
import { readCsv } from '../../../pbx/http/csv';
import { readJson } from '../../../pbx/http/json';
import type { Tree } from '../../../pbx/http/tree';
import { readXml, writeXml } from '../../../pbx/http/xml';
import { readMxml } from '../../../pbx/drivers/asterisk/wire/mxml';
import { referenceReaders } from '../../../tools/benchmarks/readers/referenceReaders.cts';

// The readers against general parsers: the same tree of whatever both hold to be well-formed.

const runs = { numRuns: 2_000 };

describe('JSON', () => {
	test('of any value is read as JSON.parse reads it', () => {
		fc.assert(
			fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(undefined, 1, '\t'), (json, space) => {
				const body = JSON.stringify(JSON.parse(json), undefined, space);
				expect(readJson(body)).toEqual(withDigits(body));
			}),
			runs,
		);
	});

	const rowNames = ['a', 'ab', 'a\\"', '1', '12', 'toString', '__proto__', '$&'];
	const rowValues = [
		'""',
		'"x"',
		'"("',
		'1',
		'-1.50',
		'"\\u0041"',
		'"\\""',
		'null',
		'{}',
		'[{"a":"y"}]',
	];
	const row = fc.uniqueArray(
		fc.tuple(fc.constantFrom(...rowNames), fc.constantFrom(...rowValues)),
		{ maxLength: 4 },
	);
	/** Lists in which several rows are written alike, and others are not. */
	const rows = fc
		.tuple(
			fc.array(row, { minLength: 1, maxLength: 3 }),
			fc.array(fc.nat(2), { maxLength: 8 }),
			fc.array(fc.constantFrom(...rowValues), { maxLength: 8 }),
			fc.constantFrom('', ' ', '\n\t'),
		)
		.map(([kinds, order, values, space]) => {
			const written = order.map((kind, n) => {
				const fields = kinds[kind % kinds.length] ?? [];
				const changed = fields.map(
					([name, value], m) =>
						`"${name}"${space}:${space}${m === 0 ? (values[n] ?? value) : value}`,
				);
				return `{${space}${changed.join(`${space},`)}${space}}`;
			});
			return `[${written.join(`,${space}`)}]`;
		});

	test('rows, written alike or not, are read as JSON.parse reads them', () => {
		fc.assert(
			fc.property(rows, (body) => {
				expect(readJson(body)).toEqual(withDigits(body));
			}),
			{ numRuns: 10_000 },
		);
	});

	test('of rows only the fields that are wanted are kept', () => {
		fc.assert(
			fc.property(rows, (body) => {
				const kept = new Set(['a', 'ab']);
				expect(readJson(body, kept)).toEqual(onlyFields(withDigits(body), kept));
			}),
			{ numRuns: 10_000 },
		);
	});

	test('that is damaged is refused where JSON.parse refuses it, digits left out', () => {
		// Digits may have leading zeros here, and stand for a name.
		const mark = fc.constantFrom(
			'{',
			'}',
			'[',
			']',
			':',
			',',
			'"',
			'\\',
			' ',
			'\n',
			'a',
			'true',
			'null',
			'\\u0041',
			'\u0001',
			'""',
		);
		fc.assert(
			fc.property(fc.array(mark, { maxLength: 9 }), (marks) => {
				const body = marks.join('');
				const expected = referenceReaders.json(body);
				if (expected === undefined) expect(readJson(body)).toBeInstanceOf(Failure);
				else expect(readJson(body)).toEqual(expected);
			}),
			{ numRuns: 10_000 },
		);
	});

	function onlyFields(tree: Tree | undefined, kept: ReadonlySet<string>): Tree | undefined {
		if (tree === undefined || typeof tree === 'string') return tree;
		if (Array.isArray(tree)) return tree.map((item) => onlyFields(item, kept) ?? '');
		const fields = Object.entries(tree).filter(([name]) => kept.has(name));
		return Object.fromEntries(fields.map(([name, value]) => [name, onlyFields(value, kept) ?? '']));
	}

	/** JSON.parse would round numbers. */
	function withDigits(body: string) {
		const quoted = body.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
			token.startsWith('"') ? token : `"${token}"`,
		);
		return referenceReaders.json(quoted);
	}
});

const name = fc.constantFrom('a', 'b', 'item', 'status', 'ext-id', 'a.b_c', 'ns:a', 'ä');
const text = fc.oneof(
	fc.string().map(escaped),
	fc.string({ unit: 'grapheme' }).map(escaped),
	fc.constantFrom('', ' ', '\n\t', '0101', '&lt;b&gt;', '&#228;', '&#x1F600;', '&euro;', '&nbsp;'),
	fc.constantFrom(
		'<!-- <a> & -->',
		'<![CDATA[<a>&amp;]]>',
		'&#0;',
		'&#xFFFF;',
		'&#xD800;',
		'&unknown;',
	),
);
const attributes = fc.constantFrom(
	'',
	' ',
	' id="0"',
	` a="<'>"`,
	' a=\'">\' b=""',
	'\n\tid = "1"\n',
);

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
	content: fc
		.array(fc.oneof({ maxDepth: 4, withCrossShrink: true }, text, tie('element')), { maxLength: 4 })
		.map((parts) => parts.join('')),
	element: fc
		.tuple(name, attributes, tie('content'), fc.boolean())
		.map(([tag, attribute, content, space]) =>
			content === ''
				? `<${tag}${attribute}/>`
				: `<${tag}${attribute}>${content}</${tag}${space ? ' ' : ''}>`,
		),
}));

describe('XML', () => {
	test('of any shape is read as fast-xml-parser reads it', () => {
		const document = fc
			.array(fc.oneof(text, element), { maxLength: 5 })
			.map((parts) => `<?xml version="1.0" encoding="UTF-8" ?>\n<xml>${parts.join('')}</xml>\n`);
		fc.assert(
			fc.property(document, (body) => {
				expect(readXml(body)).toEqual(referenceReaders.xml(body));
			}),
			runs,
		);
	});

	test('that is cut anywhere is refused', () => {
		fc.assert(
			fc.property(element, fc.double({ min: 0, max: 1, noNaN: true }), (inner, share) => {
				const body = `<xml>${inner}</xml>`;
				expect(readXml(body.slice(0, Math.floor(share * (body.length - 1))))).toBeInstanceOf(
					Failure,
				);
			}),
			runs,
		);
	});

	test('that is written is what was meant, in fast-xml-parser’s eyes', () => {
		const fields = fc.dictionary(fc.constantFrom('whisperer', 'extid'), fc.string());
		fc.assert(
			fc.property(fields, (tree) => {
				const body = writeXml(tree, '<?xml version="1.0"?>');
				expect(referenceReaders.xml(body)).toEqual(
					Object.keys(tree).length === 0 ? '' : { ...tree },
				);
			}),
		);
	});
});

test('AMI messages are read as fast-xml-parser reads them', () => {
	const value = fc.oneof(
		fc.string().map(escaped),
		fc.string({ unit: 'grapheme' }).map(escaped),
		fc.constantFrom('', '007', 'a\u0001b', 'a\u0000b', '&amp;lt;', 'x>y'),
	);
	const field = fc.tuple(
		fc.constantFrom('event', 'response', 'exten', 'a-1', '1a', '_'),
		value,
		fc.constantFrom('"', "'"),
	);
	const messages = fc.array(fc.array(field, { minLength: 1, maxLength: 6 }), { maxLength: 4 });
	fc.assert(
		fc.property(messages, (all) => {
			const rows = all.map((fields) => {
				const generic = fields
					.map(([key, text, quote]) => `${key}=${quote}${text}${quote}`)
					.join(' ');
				return `<response type='object' id='unknown'><generic ${generic} /></response>\n`;
			});
			const body = `<ajax-response>\n${rows.join('')}</ajax-response>`;
			expect(readMxml(body)).toEqual(referenceReaders.mxml(body));
		}),
		runs,
	);
});

test('CSV is read as its grammar says', () => {
	const mark = fc.constantFrom('a', '"', '""', ',', '\r', '\n', '\r\n', ' ', '\uFEFF');
	fc.assert(
		fc.property(fc.array(mark, { maxLength: 12 }), (marks) => {
			const text = marks.join('');
			expect(readCsv(text)).toEqual(csvByGrammar(text));
		}),
		{ numRuns: 20_000 },
	);
});

/** RFC 4180 as one expression; too slow for a text that is no table. */
function csvByGrammar(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	const cells = /(?:"((?:[^"]|"")*)"|(?!")([^,\r\n]*))(,|\r\n|\n|\r|$)/gy;
	const body = text.replace(/^\uFEFF/, '');
	while (cells.lastIndex < body.length) {
		const match = cells.exec(body);
		if (!match) return [];
		const [, quoted, bare = '', end] = match;
		row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
		if (end === ',' && cells.lastIndex === body.length) row.push('');
		if (end === ',' && cells.lastIndex < body.length) continue;
		rows.push(row);
		row = [];
	}
	return rows.filter((cellsOfRow) => cellsOfRow.some((cell) => cell !== ''));
}

/** As a PBX escapes a text; an end of line is written as one character. */
function escaped(value: string): string {
	return value
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&apos;')
		.replaceAll('\r', '\n');
}
