import { Failure } from '../../model/failure';
import type { Extensions } from '../../model/extension';
import type { MonitorPermission } from '../../model/monitoring';
import { listExtensions, queryExtensions } from './callState/extensionQuery';
import type { Ask } from './wire/client';
import { endpoints } from './wire/endpoints';

/** The values of the setting Monitor Mode, as the endpoints that change it print them. */
export const monitorModes: Readonly<Record<MonitorPermission, string>> = {
	all: 'Extensive',
	listen: 'Listen',
	whisper: 'Whisper',
	bargeIn: 'Barge-in',
	disabled: 'Disabled',
};

/** Query Extension List, Query and Edit Extension Settings (manual: Extension). */
export function extensions(ask: Ask): Extensions {
	return {
		list: async () => await listExtensions(ask),
		query: async (numbers) => await queryExtensions(ask, numbers),
		// The request names each one, and the reply has all its settings.
		maxQueried: 50,

		async updateMonitoring(number, { allowBeingMonitored, monitorMode }) {
			const fields = {
				extid: number,
				...(allowBeingMonitored !== undefined && {
					allowbeingmonitored: allowBeingMonitored ? 'on' : 'off',
				}),
				...(monitorMode && { monitormode: monitorModes[monitorMode] }),
			};
			const answer = await ask(endpoints.extensionUpdate, fields, { extension: number });
			return answer instanceof Failure ? answer : 'done';
		},
	};
}
