import { Failure } from '../../../../pbx/model/failure';
import { queueField, queueNumber } from '../fields/queue';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';

const queue = queueField('The number of the queue on the PBX');

export const getStatus = defineOperation({
	name: 'Get Status',
	value: 'getStatus',
	action: 'Get queue agents and waiting callers',
	description: 'Get what each agent of a queue is doing, and how many callers wait',
	needs: { part: ({ queues }) => queues, what: 'the status of queues' },
	properties: [queue],
	async execute(queues, item) {
		const number = queueNumber(item, queue);
		const status = await queues.status(number);
		if (status instanceof Failure) return status;
		const { waitingCallers, agents } = status;
		return omitUndefined({
			queue: status.number,
			waitingCallers,
			agents: agents.map((agent) => ({ ...agent })),
		});
	},
});
