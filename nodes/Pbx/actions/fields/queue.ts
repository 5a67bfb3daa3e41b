import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../item';
import { checkedText, type TextRule } from './text';

const queueRule: TextRule = {
	pattern: /^[\w.*#-]{1,80}$/,
	is: 'the number of a queue',
	remedy: 'Enter the number of the queue, such as 6700; on Asterisk its name in queues.conf.',
};

/** A field for the number of a queue. */
export function queueField(description: string): INodeProperties {
	return {
		displayName: 'Queue Number',
		name: 'queue',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 6700',
		description: `${description}; on Asterisk its name in queues.conf`,
	};
}

/** The same field where it may stay empty. */
export function optionalQueueField(description: string): INodeProperties {
	return { ...queueField(description), required: false };
}

export function queueNumber(item: Item, field: INodeProperties): string {
	return checkedText(item.text(field.name), field, queueRule);
}

/** Undefined where the field is empty. */
export function optionalQueueNumber(item: Item, field: INodeProperties): string | undefined {
	return item.text(field.name) === '' ? undefined : queueNumber(item, field);
}
