import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../item';
import { pickedText } from './picker';
import { checkedText, type TextRule } from './text';

/** A field for a number that the PBX dials. */
export function phoneNumberField(
	name: string,
	displayName: string,
	description: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 0151234567',
		description,
	};
}

/** Digits, `*` and `#`, and a `+` in front. */
export const phoneNumberRule: TextRule = {
	pattern: /^\+?[\d*#]{1,32}$/,
	is: 'a number that can be dialled',
	remedy: 'Enter digits, * and #, with a + in front if need be, and no blanks or hyphens.',
};

/** The number in such a field. */
export function phoneNumber(item: Item, field: INodeProperties): string {
	return checkedText(pickedText(item, field), field, phoneNumberRule);
}
