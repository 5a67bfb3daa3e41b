import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput, quoted } from './invalidInput';
import { toTrimmedString, type TextRule } from './text';

/**
 * Several values: a list from an expression, or a text with commas, semicolons, blanks or line breaks
 * between them.
 */
export function splitList(value: unknown): string[] {
	const parts: unknown[] = Array.isArray(value) ? value : [value];
	return parts
		.flatMap((part) => toTrimmedString(part).split(/[\s,;]+/))
		.filter((part) => part !== '');
}

/** The values of a list, if each follows the rule. */
export function checkedList(
	value: unknown,
	{ displayName }: INodeProperties,
	{ pattern, is, remedy }: TextRule,
): string[] {
	const values = splitList(value);
	const wrong = values.find((each) => !pattern.test(each));
	if (wrong === undefined) return values;
	const message = `'${displayName}' contains something that is not ${is}: ${quoted(wrong)}`;
	throw new InvalidInput(message, remedy);
}
