import { Failure } from '../../../../pbx/model/failure';
import { unsupported } from '../../../../pbx/model/failures';
import { dialledNumber, numberField } from '../fields/phoneNumber';
import type { Operation } from '../operation';
import { extensionNumber } from '../fields/parameters';
import { omitUndefined } from '../omitUndefined';
import { diallingOptions, fromExtension, orderOptions } from './dialling';

const externalNumber = numberField(
	'externalNumber',
	'External Number',
	'The number outside of the PBX, with the prefix that the outbound routes of the PBX ask for',
);

export const dialExternal: Operation = {
	properties: [fromExtension, externalNumber, diallingOptions],
	async execute({ calls }, item) {
		if (!calls?.dialExternal) return unsupported('calling outside from an extension');
		const from = extensionNumber(item, fromExtension);
		if (from instanceof Failure) return from;
		const to = dialledNumber(item, externalNumber);
		if (to instanceof Failure) return to;
		const chosen = orderOptions(item);
		if (chosen instanceof Failure) return chosen;
		const started = await calls.dialExternal({ from, to, ...chosen });
		if (started instanceof Failure) return started;
		return [omitUndefined({ fromExtension: from, externalNumber: to, ...started })];
	},
};
