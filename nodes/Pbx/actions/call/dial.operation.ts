import { Failure } from '../../../../pbx/model/failure';
import { unsupported } from '../../../../pbx/model/failures';
import type { Operation } from '../operation';
import { extensionField, extensionNumber } from '../fields/parameters';
import { omitUndefined } from '../omitUndefined';
import { diallingOptions, fromExtension, orderOptions } from './dialling';

const toExtension = extensionField(
	'toExtension',
	'To Extension',
	'The extension that is called when the first one has picked up',
	'searchExtensions',
);

export const dial: Operation = {
	properties: [fromExtension, toExtension, diallingOptions],
	async execute({ calls }, item) {
		if (!calls?.dial) return unsupported('calling an extension from another one');
		const from = extensionNumber(item, fromExtension);
		if (from instanceof Failure) return from;
		const to = extensionNumber(item, toExtension);
		if (to instanceof Failure) return to;
		if (from === to) {
			return new Failure(
				'invalidInput',
				`'From Extension' and 'To Extension' are both ${from}`,
				'An extension cannot call itself: choose two.',
			);
		}
		const chosen = orderOptions(item);
		if (chosen instanceof Failure) return chosen;
		const started = await calls.dial({ from, to, ...chosen });
		if (started instanceof Failure) return started;
		return [omitUndefined({ fromExtension: from, toExtension: to, ...started })];
	},
};
