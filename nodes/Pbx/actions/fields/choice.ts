import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput, quoted } from './invalidInput';
import { splitList } from './list';
import { toTrimmedString } from './text';

type Known<Value extends string> = Readonly<Record<Value, unknown>>;

/** The choice in a field, one of those that the table knows. */
export function choiceOf<Value extends string>(
	value: unknown,
	field: INodeProperties,
	known: Known<Value>,
): Value {
	const text = toTrimmedString(value);
	if (isOneOf(text, known)) return text;
	throw notOneOf(text || value, field, known);
}

/** The choices in a field that takes several. */
export function choicesIn<Value extends string>(
	value: unknown,
	field: INodeProperties,
	known: Known<Value>,
): Value[] {
	return splitList(value).map((each) => choiceOf(each, field, known));
}

/** Yes or no. */
export function flagOf(value: unknown, { displayName }: INodeProperties): boolean {
	if (typeof value === 'boolean') return value;
	throw new InvalidInput(
		`'${displayName}' is neither true nor false: ${quoted(value)}`,
		'Use true or false, without quotes.',
	);
}

function isOneOf<Value extends string>(text: string, known: Known<Value>): text is Value {
	return Object.hasOwn(known, text);
}

function notOneOf(value: unknown, { displayName }: INodeProperties, known: object): InvalidInput {
	return new InvalidInput(
		`'${displayName}' cannot be ${quoted(value) || 'empty'}`,
		`Use one of ${Object.keys(known).sort().join(', ')}.`,
	);
}
