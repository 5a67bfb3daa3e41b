import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../../../../nodes/Pbx/actions/fields/invalidInput';
import { numberOf } from '../../../../../nodes/Pbx/actions/fields/number';

const field = (typeOptions: INodeProperties['typeOptions']): INodeProperties => ({
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions,
	default: 50,
});

const whole = field({ minValue: 1, numberPrecision: 0 });
const limited = field({ minValue: 1, maxValue: 120 });

test.each([
	[1, 1],
	['10', 10],
	[' 7 ', 7],
	['1e3', 1000],
])('%j is %d', (value, expected) => {
	expect(numberOf(value, whole)).toBe(expected);
});

test('a part of a second is a number, too', () => {
	expect(numberOf('1.5', limited)).toBe(1.5);
});

test.each([
	['ten', "'Limit' cannot be ten"],
	[-1, "'Limit' cannot be -1"],
	[0, "'Limit' cannot be 0"],
	[1.5, "'Limit' cannot be 1.5"],
	['Infinity', "'Limit' cannot be Infinity"],
	[NaN, "'Limit' cannot be null"],
	['', "'Limit' is empty"],
	['  ', "'Limit' is empty"],
	[undefined, "'Limit' is empty"],
	[null, "'Limit' is empty"],
	[true, "'Limit' is empty"],
	[[5], "'Limit' is empty"],
])('%j is refused', (value, message) => {
	expect(() => numberOf(value, whole)).toThrow(new Error(message));
});

test.each([
	[whole, 'Enter a whole number from 1.'],
	[limited, 'Enter a number from 1 to 120.'],
])('the remedy names the limits of the field', (limits, remedy) => {
	try {
		numberOf('x', limits);
	} catch (error) {
		expect(error).toBeInstanceOf(InvalidInput);
		expect(error).toMatchObject({ failure: { kind: 'invalidInput', remedy } });
	}
	expect.assertions(2);
});
