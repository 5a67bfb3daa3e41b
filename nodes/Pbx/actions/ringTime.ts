import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../pbx/failure';

/** The option for how long a phone may ring. */
export const ringTimeOption: INodeProperties = {
	displayName: 'Ring Time (Seconds)',
	name: 'ringTime',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 120 },
	default: 15,
	description:
		'How long the phone that calls may ring on Asterisk. Other PBXs use a time of their own.',
};

/** ms that the phone may ring; undefined: the default. */
export function ringTime(context: IExecuteFunctions, item: number): number | Failure | undefined {
	const { ringTime: value } = context.getNodeParameter('options', item, {});
	if (value === undefined || value === '') return undefined;
	const seconds = Number(value);
	if (seconds >= 1 && seconds <= 120) return seconds * 1000;
	return new Failure(
		'badInput',
		"'Ring Time (Seconds)' is not a usable number of seconds",
		'Enter a number from 1 to 120.',
	);
}
