import * as fc from 'fast-check';

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
	const { columns, rows } = readTable(text);
	expect(columns).toEqual(['callfrom', 'callto']);
	expect(rows.map((row) => [row.get('callfrom'), row.get('callto')])).toEqual([
		['0101', '106'],
		['102', ''],
	]);
});
