import { Failure } from '../../../../pbx/model/failure';
import { unsupported } from '../../../../pbx/model/failures';
import type { MonitoringChange, MonitorPermission } from '../../../../pbx/model/monitoring';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { extensionField, extensionNumber, options } from '../fields/parameters';
import { omitUndefined } from '../omitUndefined';

const extension = extensionField(
	'extension',
	'Extension',
	'The extension whose settings are changed on the PBX',
	'searchExtensions',
);

export const updateMonitoring: Operation = {
	properties: [
		extension,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: 'What is not added here stays as it is',
			options: [
				{
					displayName: 'Allow Being Monitored',
					name: 'allowBeingMonitored',
					type: 'boolean',
					default: true,
					description: 'Whether supervisors may be put on the calls of this extension',
				},
				{
					displayName: 'May Monitor',
					name: 'monitorMode',
					type: 'options',
					options: [
						{ name: 'All Modes', value: 'all' },
						{ name: 'Barge-In Only', value: 'bargeIn' },
						{ name: 'Listen Only', value: 'listen' },
						{ name: 'Nothing', value: 'disabled' },
						{ name: 'Whisper Only', value: 'whisper' },
					],
					default: 'all',
					description: 'Which monitoring this extension may perform on others',
				},
			],
		},
		options,
	],
	async execute({ extensions }, item) {
		if (!extensions?.updateMonitoring) return unsupported('monitoring permissions of extensions');
		const number = extensionNumber(item, extension);
		if (number instanceof Failure) return number;
		const change = wantedChange(item);
		if (change instanceof Failure) return change;
		const result = await extensions.updateMonitoring(number, change);
		if (result instanceof Failure) return result;
		const { allowBeingMonitored, monitorMode } = change;
		return [
			omitUndefined({
				extension: number,
				allowBeingMonitored,
				monitorMode,
				result,
			}),
		];
	},
};

const modes: readonly MonitorPermission[] = ['all', 'bargeIn', 'disabled', 'listen', 'whisper'];

function wantedChange(item: Item): MonitoringChange | Failure {
	const { allowBeingMonitored: allowed, monitorMode } = item.collection('updateFields');
	const mode = modes.find((known) => known === monitorMode);
	if (monitorMode !== undefined && mode === undefined) {
		return new Failure(
			'invalidInput',
			"'May Monitor' is none of the known values",
			`Use one of ${modes.join(', ')}.`,
		);
	}
	if (allowed === undefined && mode === undefined) {
		return new Failure(
			'invalidInput',
			"'Update Fields' is empty: there is nothing to change",
			"Add 'Allow Being Monitored' or 'May Monitor'.",
		);
	}
	if (allowed !== undefined && typeof allowed !== 'boolean') {
		return new Failure(
			'invalidInput',
			"'Allow Being Monitored' is neither true nor false",
			'Use true or false, without quotes.',
		);
	}
	return { allowBeingMonitored: allowed, monitorMode: mode };
}
