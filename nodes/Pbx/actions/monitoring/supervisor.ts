import type { INodeProperties } from 'n8n-workflow';

import type { Supervisor } from '../../../../pbx/model/monitoring';
import { extensionField, extensionNumber } from '../fields/extension';
import { phoneNumberRule } from '../fields/phoneNumber';
import { pickedText } from '../fields/picker';
import { checkedText } from '../fields/text';
import type { Item } from '../item';

const phoneNumberMode = 'phoneNumber';

/** The picker of a supervisor: an extension, or a number that the PBX dials. */
export function supervisorField(description: string): INodeProperties {
	const field = extensionField(
		'supervisorExtension',
		'Supervisor Extension',
		description,
		'searchSupervisors',
	);
	return {
		...field,
		modes: [
			...(field.modes ?? []),
			{
				displayName: 'Phone Number',
				name: phoneNumberMode,
				type: 'string',
				hint: 'Any number that the PBX can dial, such as a mobile phone; Asterisk only. Voice mail that answers counts as the supervisor.',
				placeholder: 'e.g. 0151234567',
			},
		],
	};
}

/** Whom the picker names. */
export function readSupervisor(item: Item, field: INodeProperties): Supervisor {
	if (!isPhoneNumber(item, field)) return { supervisor: extensionNumber(item, field) };
	const supervisor = checkedText(pickedText(item, field), field, phoneNumberRule);
	return { supervisor, supervisorIsNumber: true };
}

function isPhoneNumber(item: Item, { name }: INodeProperties): boolean {
	const value = item.parameter(name);
	return (
		typeof value === 'object' && value !== null && 'mode' in value && value.mode === phoneNumberMode
	);
}

/** How an item names the supervisor, as the picker does. */
export function supervisorOutput({ supervisor, supervisorIsNumber }: Supervisor) {
	return supervisorIsNumber
		? { supervisorNumber: supervisor }
		: { supervisorExtension: supervisor };
}
