import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/failure';
import type { MonitoringOrder } from '../../../../pbx/pbx';
import { options } from '../parameters';

/** The options of the monitoring operations. */
export const monitoringOptions: INodeProperties = {
	...options,
	options: [
		{
			displayName: 'Allow Mode Change',
			name: 'allowModeChange',
			type: 'boolean',
			default: false,
			description:
				"Whether the mode may be changed during the call. On Asterisk this also lets the supervisor's keypad do it (4 listen, 5 whisper, 6 barge in). Other PBXs decide this themselves.",
		},
		{
			displayName: 'Ring Time (Seconds)',
			name: 'ringTime',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 120 },
			default: 15,
			description:
				"How long the supervisor's phone may ring on Asterisk. Other PBXs use a time of their own.",
		},
		...(options.options ?? []),
	] as INodeProperties[],
};

/** What the options say about the order. */
export function orderOptions(
	context: IExecuteFunctions,
	item: number,
): Pick<MonitoringOrder, 'ringTime' | 'modeChange'> | Failure {
	const { allowModeChange, ringTime } = context.getNodeParameter('options', item, {});
	const modeChange = allowModeChange === true ? 'allowed' : 'forbidden';
	if (ringTime === undefined || ringTime === '') return { modeChange };
	const seconds = Number(ringTime);
	if (seconds >= 1 && seconds <= 120) return { modeChange, ringTime: seconds * 1000 };
	return new Failure(
		'badInput',
		"'Ring Time (Seconds)' is not a usable number of seconds",
		'Enter a number from 1 to 120.',
	);
}
