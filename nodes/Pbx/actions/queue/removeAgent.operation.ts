import { defineOperation } from '../operation';
import { onQueueAgent } from './queueAgent';

export const removeAgent = defineOperation({
	name: 'Remove Agent',
	value: 'removeAgent',
	action: 'Remove agent from queue',
	description: 'Sign an agent out of a queue, so that it gets no more calls of it',
	needs: { part: ({ queues }) => queues?.removeAgent, what: 'removing agents from queues' },
	...onQueueAgent(
		'The agent who is taken out of the queue. Only agents who signed in can be, not those set up in it.',
	),
});
