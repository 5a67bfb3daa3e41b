import { Failure } from '../../../../pbx/model/failure';
import { unsupported } from '../../../../pbx/model/failures';
import { splitList } from '../fields/list';
import type { Operation } from '../operation';
import { applyLimit, limitFields, options } from '../fields/parameters';
import { extensionItem } from './extensionItem';

export const getAll: Operation = {
	properties: [
		...limitFields,
		{
			displayName: 'States',
			name: 'states',
			type: 'multiOptions',
			options: [
				{ name: 'Fault', value: 'fault' },
				{ name: 'Idle', value: 'idle' },
				{ name: 'In Call', value: 'inCall' },
				{ name: 'On Hold', value: 'onHold' },
				{ name: 'Ringing', value: 'ringing' },
				{ name: 'Unavailable', value: 'unavailable' },
				{ name: 'Unknown', value: 'unknown' },
			],
			default: [],
			description: 'Only extensions in one of these states. Empty means all.',
		},
		options,
	],
	async execute({ extensions }, item) {
		if (!extensions) return unsupported('a list of extensions');
		const states = splitList(item.parameter('states'));
		const found = await extensions.query();
		if (found instanceof Failure) return found;
		const wanted = found.filter(({ state }) => states.length === 0 || states.includes(state));
		return applyLimit(wanted, item).map(extensionItem);
	},
};
