import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../item';
import { pickedText, pickerField } from './picker';
import { checkedText } from './text';

/** A picker for a queue: from the live list of the PBX, or by number. */
export function queueField(description: string): INodeProperties {
	const field = pickerField({
		name: 'queue',
		displayName: 'Queue Number',
		description,
		searchListMethod: 'searchQueues',
		entry: { name: 'queue', displayName: 'Number or Name', placeholder: 'e.g. 6700' },
	});
	return { ...field, required: true };
}

/** The queue in such a picker. */
export function queueNumber(item: Item, field: INodeProperties): string {
	return checkedText(pickedText(item, field), field, {
		pattern: /^[\w.*#-]{1,80}$/,
		is: 'the number of a queue',
		remedy:
			'Choose a queue from the list, or enter its number, such as 6700; on Asterisk its name in queues.conf.',
	});
}
