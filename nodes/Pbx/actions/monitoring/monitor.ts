import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../../../../pbx/failure';
import type { MonitorMode } from '../../../../pbx/pbx';
import { supervise, type Supervised } from '../../../../pbx/supervision/supervise';
import type { Operation } from '../operation';
import { told } from '../told';
import { bothExtensions, monitoredExtension, supervisorExtension } from './extensions';
import { monitoringOptions, orderOptions } from './monitoringOptions';
import { plan, standInsOf } from './plan';

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
			const supervised = await supervise(pbx, { mode, ...both, ...chosen }, planned, turn);
			if (supervised instanceof Failure) return supervised;
			const attempts = planned.standIns.length > 0 ? supervised.attempts : [];
			return [supervisedItem(both.monitored, { ...supervised, attempts })];
		},
		alsoNames: standInsOf,
	};
}

/** What is known about the supervision; nothing that was not asked for. */
function supervisedItem(monitored: string, supervised: Supervised): IDataObject {
	const { supervisor, mode, result, call, took, alreadyMonitoring, attempts, notTold } = supervised;
	return told({
		mode,
		supervisorExtension: supervisor,
		monitoredExtension: monitored,
		result,
		call: call && told({ ...call }),
		secondsTaken: took === undefined ? undefined : Math.round(took / 100) / 10,
		alreadyMonitoring,
		attempts:
			attempts.length === 0
				? undefined
				: attempts.map(({ supervisor: supervisorExtension, outcome, reason }) =>
						told({ supervisorExtension, outcome, reason }),
					),
		notTold: notTold.length === 0 ? undefined : notTold,
	});
}
