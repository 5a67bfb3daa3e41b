import type { INodeProperties } from 'n8n-workflow';

import type { Extension } from '../../../../pbx/model/extension';
import { Failure } from '../../../../pbx/model/failure';
import { choicesOf, extensionStateLabels } from '../../labels';
import { choicesIn } from '../fields/choice';
import { chosenFields, outputFieldsOption, pickFields } from '../fields/outputFields';
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

const labels: Readonly<Record<keyof Extension, string>> = {
	allowBeingMonitored: 'Allow Being Monitored',
	calls: 'Calls',
	monitorMode: 'Monitor Mode',
	monitors: 'Monitors',
	name: 'Name',
	number: 'Number',
	rawState: "State in the PBX's Own Word",
	state: 'State',
	type: 'Type',
};

const outputFields = outputFieldsOption(labels, 'all');

export const getAll = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many extensions with their states',
	description: 'Get state, monitoring permissions and current call of many extensions',
	needs: extensionList,
	properties: [...limitFields, states],
	options: [outputFields],
	async execute(extensions, item) {
		const wanted = choicesIn(item.parameter(states.name), states, extensionStateLabels);
		const max = maxResults(item);
		const chosen = chosenFields(item, outputFields, labels);
		const found = await extensions.query();
		if (found instanceof Failure) return found;
		return found
			.filter(({ state }) => wanted.length === 0 || wanted.includes(state))
			.slice(0, max)
			.map(extensionItem)
			.map((json) => (chosen.length > 0 ? pickFields(json, chosen) : json));
	},
});
