import { field, type Endpoints } from '../apiCall.cts';
import { errno } from '../http/errno.cts';
import { refused, success } from '../http/replyValue.cts';
import { agentStatus, int } from '../http/words.cts';

export const queues: Endpoints = {
	'queuestatus/query': {
		required: ['queueid'],
		async answer(call, { model, switches }) {
			const queue = await model.queue(field(call, 'queueid'));
			if (queue === 'noQueue') return refused(errno.noQueue);
			return success({
				[switches.queueKey]: {
					queuenumber: int(queue.number, switches),
					queuestatus: {
						members: queue.members.map(({ number, state }) => ({
							agent: int(number, switches),
							agentstatus: agentStatus(state),
						})),
						callercount: queue.waitingCallers,
					},
				},
			});
		},
	},
};
