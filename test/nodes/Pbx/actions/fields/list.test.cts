import type { INodeProperties } from 'n8n-workflow';

import {
	extensionNumbers,
	isExtensionNumber,
} from '../../../../../nodes/Pbx/actions/fields/extension';
import { splitList } from '../../../../../nodes/Pbx/actions/fields/list';

const field: INodeProperties = {
	displayName: 'Extensions',
	name: 'extensions',
	type: 'string',
	default: '',
};

test.each([
	['101,102', ['101', '102']],
	['101; 102', ['101', '102']],
	['101 102', ['101', '102']],
	['101\r\n102\n', ['101', '102']],
	[' ,101,, ; 102, ', ['101', '102']],
	[
		[101, '102'],
		['101', '102'],
	],
	[
		['101, 102', ' 0101 '],
		['101', '102', '0101'],
	],
	['', []],
	[undefined, []],
	[{ a: 1 }, []],
])('%j holds %j', (value, expected) => {
	expect(splitList(value)).toEqual(expected);
});

test('an extension number is digits, leading zeros kept, each once', () => {
	expect(extensionNumbers('0101, 101, 0101', field)).toEqual(['0101', '101']);
	expect(['101', '0', '0101', ''].map(isExtensionNumber)).toEqual([true, true, true, false]);
	expect(['1O1', '+49', '1'.repeat(21), '10 1'].map(isExtensionNumber)).not.toContain(true);
});

test.each([
	['list', '0101', ['0101']],
	['numbers', '102, 0101', ['102', '0101']],
	['numbers', [102, '0101'], ['102', '0101']],
	['list', '', []],
])('the numbers of a picker in mode %s: %j', (mode, value, expected) => {
	expect(extensionNumbers({ __rl: true, mode, value }, field)).toEqual(expected);
});

test('what is not an extension number is named, and cut where it is long', () => {
	expect(() => extensionNumbers('101, Sarah', field)).toThrow(
		new Error("'Extensions' contains something that is not an extension number: Sarah"),
	);
	expect(() => extensionNumbers('x'.repeat(1000), field)).toThrow(/x{60}$/);
});
