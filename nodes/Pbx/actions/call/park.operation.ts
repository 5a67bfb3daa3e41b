import { Failure } from '../../../../pbx/model/failure';
import { extensionField, extensionNumber } from '../fields/extension';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';

const extension = extensionField(
	'extension',
	'Extension',
	'The extension whose call is parked. It is out of the call then.',
);

export const park = defineOperation({
	name: 'Park',
	value: 'park',
	action: 'Park call of extension',
	description:
		'Park the other party of the call, from where any phone takes it',
	needs: { part: ({ calls }) => calls?.park, what: 'parking a call' },
	properties: [extension],
	async execute(parkCall, item) {
		const number = extensionNumber(item, extension);
		const parked = await parkCall(number);
		return parked instanceof Failure ? parked : omitUndefined({ extension: number, ...parked });
	},
});
