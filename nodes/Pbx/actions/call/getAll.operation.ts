import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { LiveCall } from '../../../../pbx/model/calls';
import { Failure } from '../../../../pbx/model/failure';
import { choicesOf, directionLabels } from '../../labels';
import { choicesIn } from '../fields/choice';
import { chosenFields, outputFieldsOption, pickFields } from '../fields/outputFields';
import { limitFields, maxResults } from '../fields/pagination';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';

const directions: INodeProperties = {
	displayName: 'Directions',
	name: 'directions',
	type: 'multiOptions',
	options: choicesOf(directionLabels),
	default: [],
	description: 'Only calls in one of these directions. Empty means all.',
};

const labels: Readonly<Record<string, string>> = {
	direction: 'Direction',
	extensions: 'Extensions',
	from: 'From',
	id: 'ID',
	startTime: 'Start Time',
	state: 'State',
	to: 'To',
	trunk: 'Trunk',
};

const outputFields = outputFieldsOption(labels, 'all');

export const getAll = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many live calls and their parties',
	description: 'Get the live calls with their parties, state and, where known, start time',
	needs: { part: ({ calls }) => calls?.list, what: 'a list of live calls' },
	properties: [...limitFields, directions],
	options: [outputFields],
	async execute(list, item) {
		const wanted = choicesIn(item.parameter(directions.name), directions, directionLabels);
		const max = maxResults(item);
		const chosen = chosenFields(item, outputFields, labels);
		const calls = await list();
		if (calls instanceof Failure) return calls;
		return calls
			.filter(({ direction }) => wanted.length === 0 || wanted.includes(direction))
			.slice(0, max)
			.map(callItem)
			.map((json) => (chosen.length > 0 ? pickFields(json, chosen) : json));
	},
});

function callItem({ startedAtMs, extensions, ...call }: LiveCall): IDataObject {
	return omitUndefined({
		...call,
		startTime: startedAtMs === undefined ? undefined : new Date(startedAtMs).toISOString(),
		extensions: extensions.map((party) => ({ ...party })),
	});
}
