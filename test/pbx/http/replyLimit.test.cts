import { Failure } from '../../../pbx/model/failure';
import { readTable } from '../../../pbx/http/csv';
import { readJson } from '../../../pbx/http/json';
import { maxReplyBytes, ValueCount } from '../../../pbx/http/replyLimit';
import { readXml } from '../../../pbx/http/xml';
import { readMxml } from '../../../pbx/drivers/asterisk/wire/mxml';
import { validBodies } from '../../../tools/benchmarks/readers/validBodies.cts';

const readers = [
	['json', readJson, '"', '"'],
	['xml', readXml, '<xml>', '</xml>'],
	['mxml', readMxml, '<ajax-response>', '</ajax-response>'],
	['csv', readTable, '', ''],
] as const;

describe.each(readers)('%s', (format, read, before, after) => {
	const ofLength = (length: number) =>
		before + ' '.repeat(length - before.length - after.length) + after;

	test('a reply at the limit is read', () => {
		expect(read(ofLength(maxReplyBytes))).not.toBeInstanceOf(Failure);
	});

	test('a longer one is not', () => {
		expect(read(ofLength(16_345_678))).toMatchObject({
			kind: 'invalidReply',
			message: 'The PBX sent a reply of 16.4 MB, more than n8n reads (16 MB)',
			remedy: expect.stringContaining('fewer extensions') as string,
		});
		expect(read('*'.repeat(maxReplyBytes + 1))).toMatchObject({
			message: 'The PBX sent a reply of 16.1 MB, more than n8n reads (16 MB)',
		});
	});

	test('the longest lists fit', () => {
		const rows = format === 'mxml' ? 15_000 : 30_000;
		expect(read(validBodies[format](rows))).not.toBeInstanceOf(Failure);
	});
});

const many = 100_000;

test.each([
	['json: numbers', readJson, `[${'1,'.repeat(many)}1]`],
	['json: empty objects', readJson, `[${'{},'.repeat(many)}1]`],
	['json: rows that are written alike', readJson, `[${'{"a":1},'.repeat(many)}1]`],
	['json: names', readJson, `{${numbered((n) => `"a${n}":1,`)}"b":1}`],
	['json: names of several objects', readJson, `[${numbered((n) => `{"a${n}":1},`)}1]`],
	['xml: elements', readXml, `<xml>${'<a/>'.repeat(many)}</xml>`],
	['xml: names', readXml, `<xml>${numbered((n) => `<a${n}/>`)}</xml>`],
	['mxml: elements', readMxml, `<ajax-response>${'<a/>'.repeat(many)}</ajax-response>`],
	['mxml: fields', readMxml, generic("a='' ".repeat(many))],
	['mxml: names', readMxml, generic(numbered((n) => `a${n}='' `))],
	['xml: references', readXml, `<xml>${'&amp;'.repeat(many)}</xml>`],
	['mxml: references', readMxml, generic(`a='${'&lt;'.repeat(many)}'`)],
	['csv: cells', readTable, ','.repeat(many)],
])('%s beyond what a reply has are not kept', (_name, read, body) => {
	expect(read(body)).toMatchObject({
		kind: 'invalidReply',
		message: 'The PBX sent a reply with more values than its length allows',
	});
});

test.each([
	['json: lists', readJson, '['.repeat(many) + ']'.repeat(many)],
	['json: objects', readJson, '{"a":'.repeat(many) + '1' + '}'.repeat(many)],
	[
		'json: a row like one above',
		readJson,
		`[{"a":"1"},${'['.repeat(63)}{"a":"1"}${']'.repeat(64)}`,
	],
	['xml', readXml, `<xml>${'<a>'.repeat(many)}${'</a>'.repeat(many)}</xml>`],
	['mxml', readMxml, `<ajax-response>${'<a>'.repeat(many)}`],
])('%s too many levels deep is refused', (_name, read, body) => {
	expect(read(body)).toMatchObject({ kind: 'invalidReply' });
});

test.each([
	['json', readJson, '['.repeat(60) + '"1"' + ']'.repeat(60)],
	['xml', readXml, `<xml>${'<a>'.repeat(60)}1${'</a>'.repeat(60)}</xml>`],
])('%s sixty levels deep is read', (_name, read, body) => {
	expect(JSON.stringify(read(body))).toContain('"1"');
});

test('the limit of values grows with the body', () => {
	expect(exceededBy(20_000, '')).toBe(false);
	expect(exceededBy(20_001, '')).toBe(true);
	expect(exceededBy(30_000, ' '.repeat(160_000))).toBe(false);
	expect(exceededBy(30_001, ' '.repeat(160_000))).toBe(true);
});

function exceededBy(values: number, body: string): boolean {
	const count = new ValueCount(body);
	for (let n = 0; n < values; n += 1) count.add();
	return count.isExceeded;
}

function numbered(part: (n: number) => string): string {
	return Array.from({ length: 3_000 }, (_, n) => part(n)).join('');
}

function generic(attributes: string): string {
	return `<ajax-response><response><generic ${attributes}/></response></ajax-response>`;
}
