import type { MonitorPermission } from '../../../model/monitoring';

/** The values of *Monitor Mode*, as the pages that change it print them. */
export const monitorModes: Readonly<Record<MonitorPermission, string>> = {
	all: 'Extensive',
	listen: 'Listen',
	whisper: 'Whisper',
	bargeIn: 'Barge-in',
	disabled: 'Disabled',
};

const permissions: Readonly<Record<string, MonitorPermission>> = {
	disabled: 'disabled',
	disable: 'disabled',
	extensive: 'all',
	listen: 'listen',
	whisper: 'whisper',
	'barge-in': 'bargeIn',
};

/** The manual spells them in more than one way; undefined: none of them. */
export function monitorPermission(word: string): MonitorPermission | undefined {
	return permissions[word.toLowerCase()];
}
