import type { PbxRequest } from '../../../http/request';
import type { DriverConfig } from './config';

/** A class of rights on the `write` line of a manager user. */
export type Right = 'agent' | 'call' | 'originate' | 'reporting';

/** An action of the Asterisk Manager Interface, and the right that it needs. */
export interface Action {
	name: string;
	right?: Right;
	/** The fields of its rows that are read: keeping them all takes n8n several times as long. */
	rowFields?: readonly string[];
}

/** Whether an action does something to a call or a queue, as opposed to asking. */
export function isCommand({ right }: Action): boolean {
	return right === 'call' || right === 'originate' || right === 'agent';
}

/** What is read of a channel; `data` and `seconds` are what Status calls `applicationdata` and `duration`. */
const channelFields = [
	...['channel', 'channelstatedesc', 'uniqueid', 'linkedid', 'bridgeid', 'exten'],
	...['calleridnum', 'calleridname', 'connectedlinenum', 'connectedlinename'],
	...['application', 'applicationdata', 'duration', 'data', 'seconds'],
];

export const actions = {
	login: { name: 'Login' },
	logoff: { name: 'Logoff' },
	ping: { name: 'Ping' },
	waitEvent: { name: 'WaitEvent' },
	showChannels: {
		name: 'CoreShowChannels',
		right: 'reporting',
		rowFields: ['event', ...channelFields],
	},
	showStatus: { name: 'Status', right: 'reporting', rowFields: [...channelFields, 'variable'] },
	queueStatus: { name: 'QueueStatus' },
	queuePause: { name: 'QueuePause', right: 'agent' },
	queueAdd: { name: 'QueueAdd', right: 'agent' },
	queueRemove: { name: 'QueueRemove', right: 'agent' },
	queueSummary: { name: 'QueueSummary' },
	coreSettings: { name: 'CoreSettings', right: 'reporting' },
	coreStatus: { name: 'CoreStatus', right: 'reporting' },
	extensionStates: { name: 'ExtensionStateList', right: 'reporting' },
	deviceStates: { name: 'DeviceStateList', right: 'reporting' },
	showDialplan: { name: 'ShowDialPlan', right: 'reporting' },
	getVariable: { name: 'Getvar', right: 'reporting' },
	setVariable: { name: 'Setvar', right: 'call' },
	originate: { name: 'Originate', right: 'originate' },
	playDigit: { name: 'PlayDTMF', right: 'call' },
	hangUp: { name: 'Hangup', right: 'call' },
	blindTransfer: { name: 'BlindTransfer', right: 'call' },
	attendedTransfer: { name: 'Atxfer', right: 'call' },
	cancelTransfer: { name: 'CancelAtxfer', right: 'call' },
	park: { name: 'Park', right: 'call' },
	/** A query, but only sent after the command whose outcome it shows. */
	parkedCalls: { name: 'ParkedCalls', right: 'call' },
	muteRecording: { name: 'MixMonitorMute', right: 'call' },
	bridge: { name: 'Bridge', right: 'call' },
	absoluteTimeout: { name: 'AbsoluteTimeout', right: 'call' },
} as const satisfies Record<string, Action>;

/** Fields of an action; a name may come more than once. */
export type ActionFields = ReadonlyArray<readonly [name: string, value: string]>;

/** With the charset, n8n's HTTP client sends the body unchanged instead of rebuilding the form. */
const form = 'application/x-www-form-urlencoded; charset=utf-8';

/** A form: with POST, Asterisk reads the body and ignores the query. */
export function request(action: Action, fields: ActionFields, { path }: DriverConfig): PbxRequest {
	const all = [['Action', action.name] as const, ...fields];
	return {
		path,
		query: [],
		headers: { 'Content-Type': form },
		body: all.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&'),
	};
}
