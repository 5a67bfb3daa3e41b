import { Failure } from '../../../../pbx/failure';
import { notOffered } from '../../../../pbx/notOffered';
import type { LiveCall } from '../../../../pbx/pbx';
import { listed } from '../listed';
import type { Operation } from '../operation';
import { limited, limitFields, options } from '../parameters';
import { told } from '../told';

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
		if (!calls?.list) return notOffered('a list of live calls');
		const directions = listed(item.parameter('directions'));
		const found = await calls.list();
		if (found instanceof Failure) return found;
		const wanted = found.filter(
			({ direction }) => directions.length === 0 || directions.includes(direction),
		);
		return limited(wanted, item).map(callItem);
	},
};

function callItem({ startedAt, extensions, ...call }: LiveCall) {
	return told({
		...call,
		startTime: startedAt === undefined ? undefined : new Date(startedAt).toISOString(),
		extensions: extensions.map((party) => ({ ...party })),
	});
}
