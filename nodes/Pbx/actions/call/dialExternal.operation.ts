import { Failure } from '../../../../pbx/failure';
import { notOffered } from '../../../../pbx/notOffered';
import { dialledNumber, numberField } from '../dialledNumber';
import type { Operation } from '../operation';
import { extensionNumber } from '../parameters';
import { told } from '../told';
import { diallingOptions, fromExtension, orderOptions } from './dialling';

const externalNumber = numberField(
	'externalNumber',
	'External Number',
	'The number outside of the PBX, with the prefix that the outbound routes of the PBX ask for',
);

export const dialExternal: Operation = {
	properties: [fromExtension, externalNumber, diallingOptions],
	async execute({ calls }, item) {
		if (!calls?.dialExternal) return notOffered('calling outside from an extension');
		const from = extensionNumber(item, fromExtension);
		if (from instanceof Failure) return from;
		const to = dialledNumber(item, externalNumber);
		if (to instanceof Failure) return to;
		const chosen = orderOptions(item);
		if (chosen instanceof Failure) return chosen;
		const started = await calls.dialExternal({ from, to, ...chosen });
		if (started instanceof Failure) return started;
		return [told({ fromExtension: from, externalNumber: to, ...started })];
	},
};
