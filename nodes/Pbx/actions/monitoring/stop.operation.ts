import { Failure } from '../../../../pbx/model/failure';
import { stopMonitoring } from '../../../../pbx/supervision/stopMonitoring';
import type { Operation } from '../operation';
import { optionsWith } from '../fields/parameters';
import { bothExtensions, monitoredNow, monitoringSupervisor } from './extensions';
import { force, isForced } from './force';

/** The supervisor leaves the call; agent and customer talk on. */
export const stop: Operation = {
	properties: [monitoringSupervisor, monitoredNow, optionsWith(force)],
	async execute(pbx, item, turn) {
		const both = bothExtensions(item);
		if (both instanceof Failure) return both;
		const result = await stopMonitoring(pbx, both, turn, isForced(item));
		if (result instanceof Failure) return result;
		const { supervisor, monitored } = both;
		return [{ supervisorExtension: supervisor, monitoredExtension: monitored, result }];
	},
};
