import * as fc from 'fast-check';

import { Failure } from '../../../pbx/model/failure';
import { readCsv, readTable } from '../../../pbx/http/csv';

test.each([
	[
		'a,b\n1,2\n',
		[
			['a', 'b'],
			['1', '2'],
		],
	],
	[
		'a,b\r\n1,2',
		[
			['a', 'b'],
			['1', '2'],
		],
	],
	[
		'\uFEFFa,b\n\n,2\n',
		[
			['a', 'b'],
			['', '2'],
		],
	],
	[
		'a,"b ""c"", d"\n"1\n2",',
		[
			['a', 'b "c", d'],
			['1\n2', ''],
		],
	],
	['', []],
	['a,\r\rb\n,,\r\n",",', [['a', ''], ['b'], [',', '']]],
	['a"b\n""\n"",c', [['a"b'], ['', 'c']]],
	['"never closed', []],
	['"a"b,c', []],
])('%j', (text, rows) => {
	expect(readCsv(text)).toEqual(rows);
});

test('whatever is written is read again', () => {
	const cell = fc.string({ minLength: 1 });
	const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }));
	fc.assert(
		fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, end) => {
			const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
			const text = rows.map((row) => row.map(quoted).join(',') + end).join('');
			expect(readCsv(text)).toEqual(rows);
		}),
	);
});

test('cells are found by the name of their column, whatever its case', () => {
	const text = 'CallFrom,"callto"\n0101,106\n102\n';
	const table = readTable(text);
	if (table instanceof Failure) throw new Error(table.message);
	const { columns, rows } = table;
	expect(columns).toEqual(['callfrom', 'callto']);
	expect(rows.map((row) => [row.get('callfrom'), row.get('callto')])).toEqual([
		['0101', '106'],
		['102', undefined],
	]);
});

test('a long table is read', () => {
	const rows = '1589948179.1,0101,106,10,,\n'.repeat(50_000);
	expect(readCsv(rows)).toHaveLength(50_000);
});
