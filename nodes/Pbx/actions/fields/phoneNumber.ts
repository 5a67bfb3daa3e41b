import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import type { Item } from '../item';

/** A field for a number that the PBX is to dial. */
export function numberField(
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

/** The number in such a field: digits, `*` and `#`, and a `+` in front. */
export function dialledNumber(
	item: Item,
	{ name, displayName }: INodeProperties,
): string | Failure {
	const number = item.text(name);
	if (number === '') {
		return new Failure('invalidInput', `'${displayName}' is empty`, 'Enter the number to dial.');
	}
	if (!/^\+?[\d*#]{1,32}$/.test(number)) {
		return new Failure(
			'invalidInput',
			`'${displayName}' is not a number that can be dialled: ${number.slice(0, 40)}`,
			'Enter digits, * and #, with a + in front if need be, and no blanks or hyphens.',
		);
	}
	return number;
}
