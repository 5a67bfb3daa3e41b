import { Failure } from '../../../../pbx/model/failure';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';
import { readExtensions, runningExtensions } from './extensions';
import { supervisorOutput } from './supervisor';

export const takeOver = defineOperation({
	name: 'Take Over',
	value: 'takeOver',
	action: 'Take over call from agent',
	description: 'Connect the supervisor who monitors the call with the customer; the agent leaves',
	needs: { part: ({ monitoring }) => monitoring?.takeOver, what: 'taking over a call' },
	properties: runningExtensions,
	async execute(takeOverCall, item) {
		const running = readExtensions(item);
		const taken = await takeOverCall(running);
		if (taken instanceof Failure) return taken;
		return omitUndefined({
			...supervisorOutput(running),
			monitoredExtension: running.monitored,
			result: 'takenOver',
			call: taken.call && omitUndefined({ ...taken.call }),
		});
	},
});
