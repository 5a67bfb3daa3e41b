import type { INodeProperties } from 'n8n-workflow';

import type { MonitoringChange } from '../../../../pbx/model/monitoring';
import { choicesOf, monitorPermissionLabels } from '../../labels';
import { choiceOf, flagOf } from '../fields/choice';
import { extensionField, extensionNumber } from '../fields/extension';
import { InvalidInput } from '../fields/invalidInput';
import type { Item } from '../item';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';

const extension = extensionField(
	'extension',
	'Extension',
	'The extension whose settings are changed on the PBX',
);

const allowBeingMonitored: INodeProperties = {
	displayName: 'Allow Being Monitored',
	name: 'allowBeingMonitored',
	type: 'boolean',
	default: true,
	description: 'Whether supervisors may be put on the calls of this extension',
};

const monitorMode: INodeProperties = {
	displayName: 'Monitor Mode',
	name: 'monitorMode',
	type: 'options',
	options: choicesOf(monitorPermissionLabels),
	default: 'all',
	description: 'Monitor modes this extension may use',
};

const updateFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description: 'What is not added here is not changed',
	options: [allowBeingMonitored, monitorMode],
};

export const updateMonitoring = defineOperation({
	name: 'Update Monitoring Permission',
	value: 'updateMonitoring',
	action: 'Update monitoring rights of extension',
	description: 'Set who may be monitored, and who may monitor how',
	needs: {
		part: ({ extensions }) => extensions?.updateMonitoring,
		what: 'monitoring permissions of extensions',
	},
	properties: [extension, updateFields],
	async execute(update, item) {
		const number = extensionNumber(item, extension);
		const change = readChange(item);
		const result = await update(number, change);
		return result === 'done' ? omitUndefined({ extension: number, ...change, result }) : result;
	},
});

function readChange(item: Item): MonitoringChange {
	const given = item.collection(updateFields.name);
	const change: MonitoringChange = {};
	if (given.allowBeingMonitored !== undefined) {
		change.allowBeingMonitored = flagOf(given.allowBeingMonitored, allowBeingMonitored);
	}
	if (given.monitorMode !== undefined) {
		change.monitorMode = choiceOf(given.monitorMode, monitorMode, monitorPermissionLabels);
	}
	if (Object.keys(change).length > 0) return change;
	throw new InvalidInput(
		`'${updateFields.displayName}' is empty: there is nothing to change`,
		`Add '${allowBeingMonitored.displayName}' or '${monitorMode.displayName}'.`,
	);
}
