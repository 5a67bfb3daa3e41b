import type { INodeProperties } from 'n8n-workflow';

import { extensionField, extensionNumber } from '../fields/extension';
import { checkedText } from '../fields/text';
import { defineOperation } from '../operation';

const extension = extensionField(
	'extension',
	'Extension',
	'The extension in the call. The other party gets the digits; the extension does not hear them.',
);

const digits: INodeProperties = {
	displayName: 'Digits',
	name: 'digits',
	type: 'string',
	typeOptions: { password: true },
	required: true,
	default: '',
	placeholder: 'e.g. 1w2#',
	description:
		'What to send, at most 32: 0 to 9, *, #, A to D, and w to wait half a second. It may be a PIN, so neither output nor errors show it.',
};

export const sendDtmf = defineOperation({
	name: 'Send DTMF',
	value: 'sendDtmf',
	action: 'Send DTMF digits to other party of call',
	description: 'Send DTMF digits to the other party of the call, such as a voice menu',
	needs: { part: ({ calls }) => calls?.sendDtmf, what: 'sending DTMF' },
	properties: [extension, digits],
	async execute(send, item) {
		const number = extensionNumber(item, extension);
		const pressed = checkedText(item.text(digits.name), digits, {
			pattern: /^(?=w*[^w])[\d*#a-dw]{1,32}$/i,
			is: 'a sequence of 1 to 32 DTMF digits',
			remedy: 'Enter 0 to 9, *, #, A to D, and w to wait half a second.',
			isSecret: true,
		});
		const result = await send(number, pressed.toUpperCase().replaceAll('W', 'w'));
		return result === 'done' ? { extension: number, result } : result;
	},
});
