import { defineOperation } from '../operation';
import { onQueueAgent } from './queueAgent';

export const addAgent = defineOperation({
	name: 'Add Agent',
	value: 'addAgent',
	action: 'Add agent to queue',
	description: 'Sign an extension in as an agent of a queue, so that it gets calls of it',
	needs: { part: ({ queues }) => queues?.addAgent, what: 'adding agents to queues' },
	...onQueueAgent('The extension that becomes an agent of the queue'),
});
