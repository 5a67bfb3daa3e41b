import { Failure } from '../../../../pbx/model/failure';
import { flagOption } from '../fields/options';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';
import { readStopped, stoppedExtensions, stoppingPbx } from './extensions';
import { force } from './options';
import { supervisorOutput } from './supervisor';

// Loaded with the first execution: n8n loads this file when it starts.
declare const require: (
	path: '../../../../pbx/supervision/stopMonitoring',
) => typeof import('../../../../pbx/supervision/stopMonitoring');

export const stop = defineOperation({
	name: 'Stop',
	value: 'stop',
	action: 'Stop monitoring call',
	description: 'Take the supervisor out of the call; agent and customer talk on',
	needs: stoppingPbx,
	properties: stoppedExtensions,
	options: [force],
	async execute(pbx, item, context) {
		const request = readStopped(item);
		const { stopMonitoring } = require('../../../../pbx/supervision/stopMonitoring');
		const stopped = await stopMonitoring(pbx, request, context, flagOption(item, force));
		if (stopped instanceof Failure) return stopped;
		const { result, monitored } = stopped;
		return omitUndefined({
			...supervisorOutput(request),
			monitoredExtension: monitored,
			result,
		});
	},
});
