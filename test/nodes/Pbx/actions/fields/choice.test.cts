import type { INodeProperties } from 'n8n-workflow';

import { choiceOf, choicesIn, flagOf } from '../../../../../nodes/Pbx/actions/fields/choice';
import { directionLabels } from '../../../../../nodes/Pbx/labels';

const field: INodeProperties = {
	displayName: 'Directions',
	name: 'directions',
	type: 'multiOptions',
	default: [],
};

const refusal = (message: string) => new Error(message);

test.each([
	[
		['inbound', 'internal'],
		['inbound', 'internal'],
	],
	['inbound, outbound', ['inbound', 'outbound']],
	[[], []],
	['', []],
	[undefined, []],
])('%j are the choices %j', (value, expected) => {
	expect(choicesIn(value, field, directionLabels)).toEqual(expected);
});

test.each([
	[['inbound', 'sideways'], "'Directions' cannot be sideways"],
	['Inbound', "'Directions' cannot be Inbound"],
	['constructor', "'Directions' cannot be constructor"],
	['__proto__', "'Directions' cannot be __proto__"],
])('%j is refused, not dropped', (value, message) => {
	expect(() => choicesIn(value, field, directionLabels)).toThrow(refusal(message));
});

test.each([
	['', "'Directions' cannot be empty"],
	[undefined, "'Directions' cannot be empty"],
	[true, "'Directions' cannot be true"],
	[{ a: 1 }, '\'Directions\' cannot be {"a":1}'],
])('a single choice cannot be %j', (value, message) => {
	expect(() => choiceOf(value, field, directionLabels)).toThrow(refusal(message));
});

test('true and false are taken, and nothing like them', () => {
	expect([flagOf(true, field), flagOf(false, field)]).toEqual([true, false]);
	for (const value of ['true', 'false', 1, 0, '', null, undefined]) {
		expect(() => flagOf(value, field)).toThrow("'Directions' is neither true nor false");
	}
});
