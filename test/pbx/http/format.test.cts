import fc from 'fast-check';

import { Failure } from '../../../pbx/model/failure';
import { readJson, writeJson } from '../../../pbx/http/json';
import { rejectControlCharacters } from '../../../pbx/http/controlCharacters';
import { child, list, text } from '../../../pbx/http/tree';
import { readXml, writeXml } from '../../../pbx/http/xml';

const declaration = '<?xml version="1.0" encoding="UTF-8" ?>';

const formats = [
	['JSON', writeJson, readJson],
	['XML', (tree: Record<string, string>) => writeXml(tree, declaration), readXml],
] as const;

/** Texts that people and attackers put into a field. */
const hostile = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc.string({ unit: 'binary' }),
	fc.stringMatching(/^0*[0-9]{1,20}$/),
	fc.constantFrom(
		'0101',
		'</whisperer><whisperer>666',
		'<![CDATA[x]]>',
		']]>',
		'&amp;',
		'&#49;',
		'&lol;',
		'"}, {"status": "Success"',
		'\\u0031',
		' 101 ',
		'1e5',
		'true',
		'null',
		'__proto__',
		'<!-- -->',
		'<?xml?>',
	),
);

describe.each(formats)('%s', (_name, write, read) => {
	test('carries any text unchanged, or refuses it', () => {
		let carried = 0;
		let refused = 0;
		fc.assert(
			fc.property(hostile, hostile, (supervisor, monitored) => {
				const fields = { whisperer: supervisor, whisperedext: monitored };
				if (rejectControlCharacters(Object.entries(fields)) instanceof Failure) {
					refused += 1;
					return;
				}
				const tree = read(write(fields));
				expect(tree).toEqual(fields);
				carried += 1;
			}),
			{ numRuns: 2000 },
		);
		expect(carried).toBeGreaterThan(500);
		expect(refused).toBeGreaterThan(10);
	});

	test('reads any garbage without throwing', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (garbage) => {
				const tree = read(garbage);
				expect(tree === undefined).toBe(false);
			}),
			{ numRuns: 1000 },
		);
	});

	test('keeps every extension number a string with its zeros', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[0-9]{1,20}$/), (number) => {
				expect(read(write({ extid: number }))).toEqual({ extid: number });
			}),
		);
	});
});

describe('JSON that a PBX writes by hand', () => {
	test.each([
		['{"extnumber": 0101}', { extnumber: '0101' }],
		['{"callid": 1589948179.1690}', { callid: '1589948179.1690' }],
		['{"a": -5, "b": true, "c": null, "d": "7"}', { a: '-5', b: 'true', c: '', d: '7' }],
		['[1, "1", [01]]', ['1', '1', ['01']]],
		['{"a": "x\\" 12 \\\\"}', { a: 'x" 12 \\' }],
	])('%s', (body, tree) => {
		expect(readJson(body)).toEqual(tree);
	});

	test.each(['{"status": "Succ', '', '{', 'Success', '{"a" "b"}'])(
		'%p is told as not whole',
		(body) => {
			expect(readJson(body)).toMatchObject({ kind: 'invalidReply' });
		},
	);

	test('does not reach into the prototypes', () => {
		const tree = readJson('{"__proto__": {"polluted": "1"}, "constructor": {"x": 1}}');
		expect(tree).toEqual({ constructor: { x: '1' } });
		expect({}).not.toHaveProperty('polluted');
	});
});

test('names without quotation marks are told apart by their ends', () => {
	expect(readJson('[{5: "a"}, {51: "b"}, {5: "c"}]')).toEqual([
		{ 5: 'a' },
		{ 51: 'b' },
		{ 5: 'c' },
	]);
});

describe('of a long reply only the fields that are wanted are kept', () => {
	const kept = new Set(['list', 'number', 'calls']);
	const tree = { list: [{ number: '0101', calls: [{ number: '5' }] }, { number: '102' }] };

	test('JSON', () => {
		const body = `{"list": [
			{"vmsecret": "1\\"1", "number": 0101, "calls": [{"number": "5", "pin": 7}], "phones": [{"number": "9"}]},
			{"pin": "\\u0000", "number": "102"}]}`;
		expect(readJson(body, kept)).toEqual(tree);
	});

	test('XML', () => {
		const body = `<xml><list>
			<item><vmsecret>11</vmsecret><number>0101</number>
				<calls><item><number>5</number><pin>7</pin></item></calls><phones><number>9</number></phones></item>
			<item><pin/><number>102</number></item></list></xml>`;
		expect(readXml(body, kept)).toEqual(tree);
	});

	test('one that is cut is not whole, wherever it is cut', () => {
		for (const body of ['{"pin": "1', '{"pin": {"a": "1"', '{"pin": "1"'])
			expect(readJson(body, kept)).toBeInstanceOf(Failure);
	});
});

describe('XML as the manual prints it', () => {
	const xml = (inner: string) => `${declaration}\n<xml>\n\t${inner}\n</xml>\n`;

	test.each([
		['<status>Success</status>', { status: 'Success' }],
		['<agentid></agentid>', { agentid: '' }],
		['<agentid/>', { agentid: '' }],
		[
			'<l><item id="0"><n>0101</n></item>\n<item id="1"><n>2</n></item></l>',
			{ l: [{ n: '0101' }, { n: '2' }] },
		],
		['<l><item id="0"><n>1</n></item></l>', { l: [{ n: '1' }] }],
		['<n> a  b </n>', { n: ' a  b ' }],
		['<n>Tom & Jerry &amp; Co &lt;x&gt; &#228;</n>', { n: 'Tom & Jerry & Co <x> ä' }],
		['<n><![CDATA[a<b&c]]></n>', { n: 'a<b&c' }],
	])('%s', (inner, tree) => {
		expect(readXml(xml(inner))).toEqual(tree);
	});

	test.each([
		'<xml><status>Success',
		'<xml><a></b></xml>',
		'<!DOCTYPE x [<!ENTITY a "aaa">]><xml><s>&a;</s></xml>',
		'<xml><__proto__><polluted>1</polluted></__proto__></xml>',
	])('%p is refused', (body) => {
		expect(readXml(body)).toMatchObject({ kind: 'invalidReply' });
		expect({}).not.toHaveProperty('polluted');
	});
});

test('a tree gives texts and lists whatever the PBX made of them', () => {
	const tree = { one: { a: 'x' }, many: [{ a: 'x' }, { a: 'y' }], empty: '', text: 'x' };
	expect(list(child(tree, 'one'))).toEqual([{ a: 'x' }]);
	expect(list(child(tree, 'many'))).toHaveLength(2);
	expect(list(child(tree, 'empty'))).toEqual([]);
	expect(list(child(tree, 'absent'))).toEqual([]);
	expect(text(tree, 'text')).toBe('x');
	expect(text(tree, 'one')).toBe('');
	expect(text(tree, 'toString')).toBe('');
	expect(text('x', 'length')).toBe('');
});
