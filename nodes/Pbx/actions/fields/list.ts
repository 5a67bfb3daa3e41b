import { toTrimmedString } from '../toTrimmedString';

/**
 * Several values: a list from an expression, or a text with commas, semicolons, blanks or line breaks
 * between them.
 */
export function splitList(value: unknown, separator: RegExp | ',' = /[\s,;]+/): string[] {
	const parts: unknown[] = Array.isArray(value) ? value : [value];
	return parts
		.flatMap((part) => toTrimmedString(part).split(separator))
		.map((part) => part.trim())
		.filter((part) => part !== '');
}
