import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import { choicesOf, extensionStateLabels } from '../../labels';
import { choicesIn } from '../fields/choice';
import { limitFields, maxResults } from '../fields/pagination';
import { defineOperation } from '../operation';
import { extensionItem, extensionList } from './extensionItem';

const states: INodeProperties = {
	displayName: 'States',
	name: 'states',
	type: 'multiOptions',
	options: choicesOf(extensionStateLabels),
	default: [],
	description: 'Only extensions in one of these states. Empty means all.',
};

export const getAll = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many extensions with their states',
	description: 'Get state, monitoring permissions and current call of many extensions',
	needs: extensionList,
	properties: [...limitFields, states],
	async execute(extensions, item) {
		const wanted = choicesIn(item.parameter(states.name), states, extensionStateLabels);
		const max = maxResults(item);
		const found = await extensions.query();
		if (found instanceof Failure) return found;
		return found
			.filter(({ state }) => wanted.length === 0 || wanted.includes(state))
			.slice(0, max)
			.map(extensionItem);
	},
});
