import { Failure } from '../../../../pbx/model/failure';
import { stopMonitoring } from '../../../../pbx/supervision/stopMonitoring';
import { flagOption } from '../fields/options';
import { defineOperation } from '../operation';
import { readExtensions, runningExtensions, stoppingPbx } from './extensions';
import { force } from './options';

export const stop = defineOperation({
	name: 'Stop',
	value: 'stop',
	action: 'Stop monitoring call',
	description: 'Take the supervisor out of the call; agent and customer talk on',
	needs: stoppingPbx,
	properties: runningExtensions,
	options: [force],
	async execute(pbx, item, context) {
		const running = readExtensions(item);
		const result = await stopMonitoring(pbx, running, context, flagOption(item, force));
		if (result instanceof Failure) return result;
		const { supervisor, monitored } = running;
		return { supervisorExtension: supervisor, monitoredExtension: monitored, result };
	},
});
