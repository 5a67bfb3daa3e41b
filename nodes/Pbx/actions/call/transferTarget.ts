import type { INodeProperties } from 'n8n-workflow';

import { pickerField } from '../fields/picker';

/** A picker for who gets a transferred call: from the live list of the PBX, or any number. */
export function transferTarget(description: string): INodeProperties {
	const field = pickerField({
		name: 'transferTo',
		displayName: 'Transfer To',
		description,
		searchListMethod: 'searchTransferTargets',
		entry: { name: 'phoneNumber', displayName: 'Phone Number', placeholder: 'e.g. 0151234567' },
	});
	return { ...field, required: true };
}
