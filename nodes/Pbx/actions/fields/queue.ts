import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../item';
import { pickedText, pickerField } from './picker';
import { checkedText, type TextRule } from './text';

const queueRule: TextRule = {
	pattern: /^[\w.*#-]{1,80}$/,
	is: 'the number of a queue',
	remedy:
		'Choose a queue from the list, or enter its number, such as 6700; on Asterisk its name in queues.conf.',
};

/** A picker for a queue: from the live list of the PBX, or by number. */
export function queueField(description: string): INodeProperties {
	return { ...optionalQueueField(description), required: true };
}

/** The same picker where it may stay empty. */
export function optionalQueueField(description: string): INodeProperties {
	return pickerField({
		name: 'queue',
		displayName: 'Queue Number',
		description: `${description}; on Asterisk its name in queues.conf`,
		searchListMethod: 'searchQueues',
		entry: { name: 'queue', displayName: 'Number or Name', placeholder: 'e.g. 6700' },
	});
}

/** The queue in such a picker. */
export function queueNumber(item: Item, field: INodeProperties): string {
	return checkedText(pickedText(item, field), field, queueRule);
}

/** Undefined where the picker is empty. */
export function optionalQueueNumber(item: Item, field: INodeProperties): string | undefined {
	return pickedText(item, field) === '' ? undefined : queueNumber(item, field);
}
