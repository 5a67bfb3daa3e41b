import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../item';
import { InvalidInput } from './invalidInput';
import { checkedList } from './list';
import { picked, pickedText, pickerField } from './picker';
import { checkedText, type TextRule } from './text';

const entryOfOne = { name: 'number', displayName: 'Number', placeholder: 'e.g. 101' };

/** A picker for an extension: from the live list of the PBX, or by number. */
export function extensionField(
	name: string,
	displayName: string,
	description: string,
	searchListMethod = 'searchExtensions',
): INodeProperties {
	const entry = entryOfOne;
	const field = pickerField({ name, displayName, description, searchListMethod, entry });
	return { ...field, required: true };
}

/** Whether a field is a picker for one extension. */
export function isExtensionField({ modes = [] }: INodeProperties): boolean {
	return modes.some(({ name }) => name === entryOfOne.name);
}

/** A picker for any number of extensions: one from the list, or several by their numbers. */
export function extensionsField(
	name: string,
	displayName: string,
	description: string,
	searchListMethod = 'searchExtensions',
): INodeProperties {
	const entry = { name: 'numbers', displayName: 'Numbers', placeholder: 'e.g. 101, 102' };
	return pickerField({ name, displayName, description, searchListMethod, entry });
}

const extensionRule: TextRule = {
	pattern: /^\d{1,20}$/,
	is: 'an extension number',
	remedy: 'Choose an extension from the list, or enter its number: digits only, such as 101.',
};

/** Digits only; leading zeros count. */
export function isExtensionNumber(text: string): boolean {
	return extensionRule.pattern.test(text);
}

/** The extension number in a picker. */
export function extensionNumber(item: Item, field: INodeProperties): string {
	return checkedText(pickedText(item, field), field, extensionRule);
}

/** The extension numbers in two pickers that may not hold the same one. */
export function twoExtensions(
	item: Item,
	fields: readonly [INodeProperties, INodeProperties],
	remedy: string,
): [string, string] {
	const [one, other] = fields;
	const numbers: [string, string] = [extensionNumber(item, one), extensionNumber(item, other)];
	if (numbers[0] !== numbers[1]) return numbers;
	const message = `'${one.displayName}' and '${other.displayName}' are both ${numbers[0]}`;
	throw new InvalidInput(message, remedy);
}

/** The extension numbers in a picker for several, in their order, each once. */
export function extensionNumbers(value: unknown, field: INodeProperties): string[] {
	const remedy = 'Choose an extension from the list, or enter numbers, such as 101, 102.';
	return [...new Set(checkedList(picked(value), field, { ...extensionRule, remedy }))];
}
