import { extensionField, extensionNumber } from '../fields/extension';
import { optionalQueueField, optionalQueueNumber } from '../fields/queue';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';

const extension = extensionField(
	'extension',
	'Extension',
	'The agent who gets calls of the queue again',
);

const queue = optionalQueueField('The queue; empty: all queues that the extension is an agent of');

export const resumeAgent = defineOperation({
	name: 'Resume Agent',
	value: 'resumeAgent',
	action: 'Resume agent in one or all queues',
	description: 'Let a paused agent get calls of the queue again',
	needs: { part: ({ queues }) => queues?.resumeAgent, what: 'resuming agents' },
	properties: [extension, queue],
	async execute(resume, item) {
		const request = {
			extension: extensionNumber(item, extension),
			queue: optionalQueueNumber(item, queue),
		};
		const result = await resume(request);
		return result === 'done' ? omitUndefined({ ...request, result }) : result;
	},
});
