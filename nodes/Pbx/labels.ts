import type { INodePropertyOptions } from 'n8n-workflow';

import type { Direction } from '../../pbx/model/event';
import type { ExtensionState } from '../../pbx/model/extension';
import type { MonitorMode, MonitorPermission } from '../../pbx/model/monitoring';

// What the values of the PBX are called in every panel of both nodes.

type Labels<Value extends string> = Readonly<Record<Value, string>>;

export const extensionStateLabels: Labels<ExtensionState> = {
	idle: 'Idle',
	ringing: 'Ringing',
	inCall: 'In a Call',
	onHold: 'On Hold',
	unavailable: 'Not Registered',
	fault: 'Line Fault',
	unknown: 'Unknown',
};

export const directionLabels: Labels<Direction> = {
	inbound: 'Inbound',
	internal: 'Internal',
	outbound: 'Outbound',
};

export const monitorModeLabels: Labels<MonitorMode> = {
	bargeIn: 'Barge-In',
	listen: 'Listen',
	whisper: 'Whisper',
};

/** Who hears whom. */
export const monitorModeMeanings: Labels<MonitorMode> = {
	bargeIn: 'Supervisor, agent and customer all hear each other',
	listen: 'The supervisor hears both sides; neither side hears the supervisor',
	whisper: 'The supervisor hears both sides; only the agent hears the supervisor',
};

export const monitorPermissionLabels: Labels<MonitorPermission> = {
	all: 'All Modes',
	bargeIn: 'Barge-In Only',
	disabled: 'None',
	listen: 'Listen Only',
	whisper: 'Whisper Only',
};

/** The rights of an extension, as they read behind its name. */
export const monitorPermissionPhrases: Labels<MonitorPermission> = {
	all: 'may listen, whisper and barge in',
	bargeIn: 'may barge in',
	disabled: 'may not monitor',
	listen: 'may listen',
	whisper: 'may whisper',
};

/** The choices of a list in the panel, sorted by label. */
export function choicesOf<Value extends string>(
	labels: Labels<Value>,
	descriptions: Partial<Labels<Value>> = {},
): INodePropertyOptions[] {
	const known: Partial<Record<string, string>> = descriptions;
	return Object.entries<string>(labels)
		.map(([value, name]): INodePropertyOptions => {
			const description = known[value];
			return description === undefined ? { name, value } : { name, value, description };
		})
		.sort((one, other) => alphabetical(one.name, other.name));
}

/** For labels, which are English; `localeCompare` would load the rules of all languages first, which takes 6 ms. */
export function alphabetical(one: string, other: string): number {
	return one.toLowerCase() < other.toLowerCase() ? -1 : 1;
}
