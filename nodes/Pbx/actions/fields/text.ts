import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput, quoted } from './invalidInput';

/** What a text must look like. */
export interface TextRule {
	pattern: RegExp;
	/** What a text of this pattern is, as in `'Extension' is not an extension number: 1O6`. */
	is: string;
	/** What to enter. */
	remedy: string;
}

/** The text, if it follows the rule. */
export function checkedText(
	text: string,
	{ displayName }: INodeProperties,
	{ pattern, is, remedy }: TextRule,
): string {
	if (text === '') throw new InvalidInput(`'${displayName}' is empty`, remedy);
	if (pattern.test(text)) return text;
	throw new InvalidInput(`'${displayName}' is not ${is}: ${quoted(text)}`, remedy);
}
