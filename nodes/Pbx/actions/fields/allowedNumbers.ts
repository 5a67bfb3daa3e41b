import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../item';
import { InvalidInput } from './invalidInput';
import { checkedList } from './list';

/** Which numbers may be dialled at all. No expression can fill it: whoever does decides what is dialled. */
export const allowedNumbers: INodeProperties = {
	displayName: 'Allowed Numbers',
	name: 'allowedNumbers',
	type: 'string',
	noDataExpression: true,
	default: '',
	placeholder: 'e.g. +4930*, 00441632960000',
	description:
		'The numbers that may be dialled; a * at the end stands for any further digits. Others are refused before anything rings. Compared as written: +49 and 0049 are different.',
};

/** Refuses a number that is not allowed. */
export function checkAllowed(item: Item, number: string): void {
	const patterns = readPatterns(item);
	if (patterns.length === 0 || patterns.some((pattern) => matches(pattern, number))) return;
	throw new InvalidInput(
		`The number ${number} is not one of '${allowedNumbers.displayName}'`,
		'Add it there if it may be dialled; it must be written in the same way.',
	);
}

/**
 * Refuses a number that is not allowed, and one that somebody else than the workflow's author chooses, such
 * as an AI model or the sender of a webhook, as long as nothing says which numbers are.
 */
export function checkDiallable(item: Item, { name, displayName }: INodeProperties, number: string) {
	if (readPatterns(item).length === 0 && hasExpression(item.rawParameter(name))) {
		throw new InvalidInput(
			`'${displayName}' takes a phone number from an expression, and '${allowedNumbers.displayName}' is empty`,
			`Add the option '${allowedNumbers.displayName}' with the numbers that may be dialled, such as +4930*.`,
		);
	}
	checkAllowed(item, number);
}

function readPatterns(item: Item): string[] {
	return checkedList(item.options[allowedNumbers.name], allowedNumbers, {
		pattern: /^\+?[\d*#]{1,33}$/,
		is: 'a number or the beginning of one',
		remedy: 'Enter numbers such as +4930*, with a * at the end for any further digits.',
	});
}

function matches(pattern: string, number: string): boolean {
	if (!pattern.endsWith('*')) return pattern === number;
	const start = pattern.slice(0, -1);
	return number.startsWith(start) && /^\d*$/.test(number.slice(start.length));
}

function hasExpression(raw: unknown): boolean {
	if (typeof raw !== 'object' || raw === null)
		return typeof raw === 'string' && raw.startsWith('=');
	return Object.values(raw).some(hasExpression);
}
