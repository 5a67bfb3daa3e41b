import type { INodeProperties } from 'n8n-workflow';

import { toTrimmedString, type Item } from '../item';
import { InvalidInput } from './invalidInput';
import { checkedList } from './list';
import { checkedText, type TextRule } from './text';

/** A picker for an extension: from the live list of the PBX, or by number. */
export function extensionField(
	name: string,
	displayName: string,
	description: string,
	searchListMethod = 'searchExtensions',
): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'Number',
				name: 'number',
				type: 'string',
				placeholder: 'e.g. 101',
			},
		],
	};
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

/** A list of extension numbers, each once. */
export function extensionNumbers(value: unknown, field: INodeProperties): string[] {
	const remedy = 'Enter extension numbers, such as 101, 102.';
	return [...new Set(checkedList(value, field, { ...extensionRule, remedy }))];
}

/** What a picker holds, whether from the list or entered, unchecked. */
export function pickedText(item: Item, { name }: INodeProperties): string {
	const value = item.parameter(name);
	const picked =
		typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
	return toTrimmedString(picked);
}
