import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import type { QueueAgent } from '../../../../pbx/model/queue';
import { queueField, queueNumber } from '../fields/queue';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';

const queue = queueField('The number of the queue on the PBX');

export const getStatus = defineOperation({
	name: 'Get Status',
	value: 'getStatus',
	action: 'Get queue agents and waiting callers',
	description: 'Get what each agent of a queue is doing, and who waits in it for how long',
	needs: { part: ({ queues }) => queues, what: 'the status of queues' },
	properties: [queue],
	async execute(queues, item) {
		const status = await queues.status(queueNumber(item, queue));
		if (status instanceof Failure) return status;
		const { number, waitingCallers, callers, agents } = status;
		return omitUndefined({
			queue: number,
			waitingCallers,
			callers: callers?.map((caller) => omitUndefined({ ...caller })),
			agents: agents.map(agentItem),
		});
	},
});

function agentItem({ lastCallAtMs, ...agent }: QueueAgent): IDataObject {
	const lastCallTime =
		lastCallAtMs === undefined ? undefined : new Date(lastCallAtMs).toISOString();
	return omitUndefined({ ...agent, lastCallTime });
}
