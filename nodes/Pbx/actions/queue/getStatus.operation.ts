import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/failure';
import { notOffered } from '../../../../pbx/notOffered';
import { dialledNumber } from '../dialledNumber';
import type { Operation } from '../operation';
import { options } from '../parameters';
import { told } from '../told';

const queueNumber: INodeProperties = {
	displayName: 'Queue Number',
	name: 'queue',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 6700',
	description: 'The number of the queue on the PBX',
};

export const getStatus: Operation = {
	properties: [queueNumber, options],
	async execute({ queues }, item) {
		if (!queues) return notOffered('the status of queues');
		const number = dialledNumber(item, queueNumber);
		if (number instanceof Failure) return number;
		const status = await queues.status(number);
		if (status instanceof Failure) return status;
		const { number: queue, waitingCallers, agents } = status;
		return [told({ queue, waitingCallers, agents: agents.map((agent) => ({ ...agent })) })];
	},
};
