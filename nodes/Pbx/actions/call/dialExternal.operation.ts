import { Failure } from '../../../../pbx/model/failure';
import { allowedNumbers, checkAllowed } from '../fields/allowedNumbers';
import { extensionNumber } from '../fields/extension';
import { phoneNumber } from '../fields/phoneNumber';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';
import { diallingOptions, externalNumber, fromExtension, readDiallingOptions } from './dialling';

export const dialExternal = defineOperation({
	name: 'Dial External',
	value: 'dialExternal',
	action: 'Call external number from extension',
	description: 'Ring an extension, then connect it with a number outside of the PBX',
	needs: { part: ({ calls }) => calls?.dialExternal, what: 'calling outside from an extension' },
	properties: [fromExtension, externalNumber],
	options: [allowedNumbers, ...diallingOptions],
	async execute(call, item) {
		const from = extensionNumber(item, fromExtension);
		const to = phoneNumber(item, externalNumber);
		checkAllowed(item, to);
		const started = await call({ from, to, ...readDiallingOptions(item) });
		if (started instanceof Failure) return started;
		return omitUndefined({ fromExtension: from, externalNumber: to, ...started });
	},
});
