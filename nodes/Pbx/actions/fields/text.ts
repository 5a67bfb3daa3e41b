import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput, quoted } from './invalidInput';

/** What was entered, without blanks around it; empty where it is neither text nor number. */
export function toTrimmedString(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** What a text must look like. */
export interface TextRule {
	pattern: RegExp;
	/** What a text of this pattern is, as in `'Extension' is not an extension number: 1O6`. */
	is: string;
	/** What to enter. */
	remedy: string;
	/** Whether no sentence may show the text. */
	isSecret?: boolean;
}

/** The text, if it follows the rule. */
export function checkedText(
	text: string,
	{ displayName }: INodeProperties,
	{ pattern, is, remedy, isSecret }: TextRule,
): string {
	if (text === '') throw new InvalidInput(`'${displayName}' is empty`, remedy);
	if (pattern.test(text)) return text;
	const shown = isSecret ? '' : `: ${quoted(text)}`;
	throw new InvalidInput(`'${displayName}' is not ${is}${shown}`, remedy);
}
