import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import type { MonitorRequest } from '../../../../pbx/model/monitoring';
import type { Item } from '../item';
import { optionsWith } from '../fields/parameters';
import { ringTimeout } from '../fields/ringTimeout';
import { seconds } from '../fields/number';
import { planOptions } from './supervisionFields';

export const allowModeChange: INodeProperties = {
	displayName: 'Allow Mode Change',
	name: 'allowModeChange',
	type: 'boolean',
	default: false,
	description:
		"Whether the mode may be changed during the call. On Asterisk this also lets the supervisor's keypad do it (4 listen, 5 whisper, 6 barge in). Other PBXs decide this themselves.",
};

/** The options of the operations that start a monitoring. */
export const monitoringOptions = optionsWith(allowModeChange, ringTimeout, ...planOptions);

/** What the options say about the order. */
export function orderOptions(
	item: Item,
): Pick<MonitorRequest, 'ringTimeoutMs' | 'allowModeChange'> | Failure {
	const allowModeChange = item.options.allowModeChange === true;
	const ringTimeoutMs = seconds(item, ringTimeout);
	if (ringTimeoutMs instanceof Failure) return ringTimeoutMs;
	return { allowModeChange, ringTimeoutMs };
}
