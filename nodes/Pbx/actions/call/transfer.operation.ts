import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import { unsupported } from '../../../../pbx/model/failures';
import { toTrimmedString } from '../toTrimmedString';
import { dialledNumber, numberField } from '../fields/phoneNumber';
import type { Operation } from '../operation';
import { extensionField, extensionNumber, optionsWith } from '../fields/parameters';

const extension = extensionField(
	'extension',
	'Extension',
	'The extension that hands its call on, and is out of it then',
	'searchExtensions',
);

const transferTo = numberField(
	'transferTo',
	'Transfer To',
	'The number that gets the call: an extension, a queue, a ring group, an IVR, or a number outside of the PBX',
);

const callId: INodeProperties = {
	displayName: 'Call ID',
	name: 'callId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1589940297.1207',
	description:
		'Which call of the extension is meant, when it is in several. Get Many calls gives it. Asterisk always transfers the conversation.',
};

export const transfer: Operation = {
	properties: [extension, transferTo, optionsWith(callId)],
	async execute({ calls }, item) {
		if (!calls?.transfer) return unsupported('transferring a call');
		const number = extensionNumber(item, extension);
		if (number instanceof Failure) return number;
		const to = dialledNumber(item, transferTo);
		if (to instanceof Failure) return to;
		const result = await calls.transfer(
			number,
			to,
			toTrimmedString(item.options.callId) || undefined,
		);
		if (result instanceof Failure) return result;
		return [{ extension: number, transferTo: to, result }];
	},
};
