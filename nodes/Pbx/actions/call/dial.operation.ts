import { Failure } from '../../../../pbx/model/failure';
import { extensionField, twoExtensions } from '../fields/extension';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';
import { diallingOptions, fromExtension, readDiallingOptions } from './dialling';

const toExtension = extensionField(
	'toExtension',
	'To Extension',
	'The extension that is called when the first one has answered',
);

export const dial = defineOperation({
	name: 'Dial',
	value: 'dial',
	action: 'Call one extension from another',
	description: 'Ring one extension, then connect it with another one',
	needs: { part: ({ calls }) => calls?.dial, what: 'calling an extension from another one' },
	properties: [fromExtension, toExtension],
	options: diallingOptions,
	async execute(call, item) {
		const [from, to] = twoExtensions(
			item,
			[fromExtension, toExtension],
			'An extension cannot call itself: choose two different ones.',
		);
		const started = await call({ from, to, ...readDiallingOptions(item) });
		if (started instanceof Failure) return started;
		return omitUndefined({ fromExtension: from, toExtension: to, ...started });
	},
});
