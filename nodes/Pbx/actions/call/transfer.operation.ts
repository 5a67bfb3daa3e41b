import type { INodeProperties } from 'n8n-workflow';

import { extensionField, extensionNumber } from '../fields/extension';
import { phoneNumber } from '../fields/phoneNumber';
import { pickerField } from '../fields/picker';
import { toTrimmedString } from '../fields/text';
import { defineOperation } from '../operation';

const extension = extensionField(
	'extension',
	'Extension',
	'The extension whose call is transferred',
);

const transferTo: INodeProperties = {
	...pickerField({
		name: 'transferTo',
		displayName: 'Transfer To',
		description:
			'Who gets the call: an extension or a queue from the list, or any number that the PBX can dial, such as a ring group, an IVR or a number outside',
		searchListMethod: 'searchTransferTargets',
		entry: { name: 'phoneNumber', displayName: 'Phone Number', placeholder: 'e.g. 0151234567' },
	}),
	required: true,
};

const callId: INodeProperties = {
	displayName: 'Call ID',
	name: 'callId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1589940297.1207',
	description:
		'ID of the call to transfer if the extension has several. Get it with Call: Get Many. Asterisk always transfers the call in which the extension is talking.',
};

export const transfer = defineOperation({
	name: 'Transfer',
	value: 'transfer',
	action: 'Transfer call of extension to number',
	description: 'Hand the other party of the call over to another number',
	needs: { part: ({ calls }) => calls?.transfer, what: 'transferring a call' },
	properties: [extension, transferTo],
	options: [callId],
	async execute(handOver, item) {
		const number = extensionNumber(item, extension);
		const to = phoneNumber(item, transferTo);
		const id = toTrimmedString(item.options.callId) || undefined;
		const result = await handOver(number, to, id);
		return result === 'done' ? { extension: number, transferTo: to, result } : result;
	},
});
