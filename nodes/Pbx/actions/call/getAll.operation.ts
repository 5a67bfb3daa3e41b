import { Failure } from '../../../../pbx/model/failure';
import { unsupported } from '../../../../pbx/model/failures';
import type { LiveCall } from '../../../../pbx/model/calls';
import { splitList } from '../fields/list';
import type { Operation } from '../operation';
import { applyLimit, limitFields, options } from '../fields/parameters';
import { omitUndefined } from '../omitUndefined';

export const getAll: Operation = {
	properties: [
		...limitFields,
		{
			displayName: 'Directions',
			name: 'directions',
			type: 'multiOptions',
			options: [
				{ name: 'Inbound', value: 'inbound' },
				{ name: 'Internal', value: 'internal' },
				{ name: 'Outbound', value: 'outbound' },
			],
			default: [],
			description: 'Only calls in one of these directions. Empty means all.',
		},
		options,
	],
	async execute({ calls }, item) {
		if (!calls?.list) return unsupported('a list of live calls');
		const directions = splitList(item.parameter('directions'));
		const found = await calls.list();
		if (found instanceof Failure) return found;
		const wanted = found.filter(
			({ direction }) => directions.length === 0 || directions.includes(direction),
		);
		return applyLimit(wanted, item).map(callItem);
	},
};

function callItem({ startedAtMs, extensions, ...call }: LiveCall) {
	return omitUndefined({
		...call,
		startTime: startedAtMs === undefined ? undefined : new Date(startedAtMs).toISOString(),
		extensions: extensions.map((party) => ({ ...party })),
	});
}
