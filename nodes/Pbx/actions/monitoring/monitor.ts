import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import type { MonitorMode } from '../../../../pbx/model/monitoring';
import type { SupervisionResult } from '../../../../pbx/supervision/result';
import { startSupervision } from '../../../../pbx/supervision/startSupervision';
import type { Operation } from '../operation';
import { omitUndefined } from '../omitUndefined';
import { bothExtensions, monitoredExtension, supervisorExtension } from './extensions';
import { monitoringOptions, orderOptions } from './monitoringOptions';
import { plan, standInsOf } from './supervisionOptions';

/** Putting a supervisor on an agent's live call; the three modes differ in who hears whom. */
export function monitor(mode: MonitorMode): Operation {
	return {
		properties: [supervisorExtension, monitoredExtension, monitoringOptions],
		async execute(pbx, item, turn) {
			const both = bothExtensions(item);
			if (both instanceof Failure) return both;
			const chosen = orderOptions(item);
			if (chosen instanceof Failure) return chosen;
			const planned = plan(item, both);
			if (planned instanceof Failure) return planned;
			const supervised = await startSupervision(pbx, { mode, ...both, ...chosen }, planned, turn);
			if (supervised instanceof Failure) return supervised;
			const attempts = planned.fallbackSupervisors.length > 0 ? supervised.attempts : [];
			return [supervisedItem(both.monitored, { ...supervised, attempts })];
		},
		alsoLocks: standInsOf,
	};
}

/** What is known about the supervision; nothing that was not asked for. */
function supervisedItem(monitored: string, supervised: SupervisionResult): IDataObject {
	const { supervisor, mode, result, call, elapsedMs, existingMonitoring, attempts, unverified } =
		supervised;
	return omitUndefined({
		mode,
		supervisorExtension: supervisor,
		monitoredExtension: monitored,
		result,
		call: call && omitUndefined({ ...call }),
		elapsedSeconds: elapsedMs === undefined ? undefined : Math.round(elapsedMs / 100) / 10,
		existingMonitoring,
		attempts:
			attempts.length === 0
				? undefined
				: attempts.map(({ supervisor: supervisorExtension, status, reason }) =>
						omitUndefined({ supervisorExtension, status, reason }),
					),
		unverified: unverified.length === 0 ? undefined : unverified.map((one) => ({ ...one })),
	});
}
