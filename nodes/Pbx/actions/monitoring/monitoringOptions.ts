import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/failure';
import type { MonitoringOrder } from '../../../../pbx/pbx';
import type { Item } from '../item';
import { optionsWith } from '../parameters';
import { ringTime } from '../ringTime';
import { seconds } from '../seconds';
import { planOptions } from './planOptions';

export const allowModeChange: INodeProperties = {
	displayName: 'Allow Mode Change',
	name: 'allowModeChange',
	type: 'boolean',
	default: false,
	description:
		"Whether the mode may be changed during the call. On Asterisk this also lets the supervisor's keypad do it (4 listen, 5 whisper, 6 barge in). Other PBXs decide this themselves.",
};

/** The options of the operations that start a monitoring. */
export const monitoringOptions = optionsWith(allowModeChange, ringTime, ...planOptions);

/** What the options say about the order. */
export function orderOptions(
	item: Item,
): Pick<MonitoringOrder, 'ringTime' | 'modeChange'> | Failure {
	const modeChange = item.options.allowModeChange === true ? 'allowed' : 'forbidden';
	const time = seconds(item, ringTime);
	if (time instanceof Failure) return time;
	return time === undefined ? { modeChange } : { modeChange, ringTime: time };
}
