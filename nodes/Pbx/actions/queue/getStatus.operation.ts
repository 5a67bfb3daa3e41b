import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import { unsupported } from '../../../../pbx/model/failures';
import type { Operation } from '../operation';
import { options } from '../fields/parameters';
import { omitUndefined } from '../omitUndefined';

const queueNumber: INodeProperties = {
	displayName: 'Queue Number',
	name: 'queue',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 6700',
	description: 'The number of the queue on the PBX; on Asterisk its name in queues.conf',
};

export const getStatus: Operation = {
	properties: [queueNumber, options],
	async execute({ queues }, item) {
		if (!queues) return unsupported('the status of queues');
		const number = queueIn(item.text(queueNumber.name));
		if (number instanceof Failure) return number;
		const status = await queues.status(number);
		if (status instanceof Failure) return status;
		const { number: queue, waitingCallers, agents } = status;
		return [
			omitUndefined({ queue, waitingCallers, agents: agents.map((agent) => ({ ...agent })) }),
		];
	},
};

function queueIn(queue: string): string | Failure {
	if (/^[\w.*#-]{1,80}$/.test(queue)) return queue;
	const { displayName } = queueNumber;
	return new Failure(
		'invalidInput',
		queue === ''
			? `'${displayName}' is empty`
			: `'${displayName}' is not the number of a queue: ${queue.slice(0, 40)}`,
		'Enter the number of the queue, such as 6700; on Asterisk its name in queues.conf.',
	);
}
