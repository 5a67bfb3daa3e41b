import { field, type Endpoints } from '../apiCall.cts';
import { errno } from '../http/errno.cts';
import { refused, success, type ReplyFields } from '../http/replyValue.cts';
import { agentStatus, int } from '../http/words.cts';

export const queues: Endpoints = {
	/** Without `queueid`, all of them. The settings of a queue hold its password. */
	'queue/query': {
		required: [],
		async answer(call, { model, switches }) {
			const wanted = field(call, 'queueid');
			const found = (await model.queues()).filter(
				({ number }) => wanted === '' || wanted.split(',').includes(number),
			);
			if (wanted !== '' && found.length === 0) return refused(errno.noQueue);
			return success({
				queues: found.map(({ number, members }) => ({
					queuenumber: int(number, switches),
					queuename: `Queue ${number}`,
					password: 'canary-queue-password',
					agents: members.map((member) => member.number).join(','),
					ringstrategy: 'Ring All',
				})),
			});
		},
	},
	'queuestatus/query': {
		required: ['queueid'],
		async answer(call, { model, switches }) {
			const queue = await model.queue(field(call, 'queueid'));
			if (queue === 'noQueue') return refused(errno.noQueue);
			const inLists = (fields: ReplyFields) =>
				switches.queueLists === 'array' ? [fields] : fields;
			return success({
				[switches.queueKey]: inLists({
					queuenumber: int(queue.number, switches),
					queuestatus: inLists({
						members: queue.members.map(({ number, state }) => ({
							agent: int(number, switches),
							agentstatus: agentStatus(state),
						})),
						callercount: queue.waitingCallers,
					}),
				}),
			});
		},
	},
};
