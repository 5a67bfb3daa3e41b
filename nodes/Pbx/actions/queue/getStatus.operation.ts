import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import { checkedText } from '../fields/text';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';

const queue: INodeProperties = {
	displayName: 'Queue Number',
	name: 'queue',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 6700',
	description: 'The number of the queue on the PBX; on Asterisk its name in queues.conf',
};

export const getStatus = defineOperation({
	name: 'Get Status',
	value: 'getStatus',
	action: 'Get queue agents and waiting callers',
	description: 'Get what each agent of a queue is doing, and how many callers wait',
	needs: { part: ({ queues }) => queues, what: 'the status of queues' },
	properties: [queue],
	async execute(queues, item) {
		const number = checkedText(item.text(queue.name), queue, {
			pattern: /^[\w.*#-]{1,80}$/,
			is: 'the number of a queue',
			remedy: 'Enter the number of the queue, such as 6700; on Asterisk its name in queues.conf.',
		});
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
