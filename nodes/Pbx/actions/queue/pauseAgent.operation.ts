import type { INodeProperties } from 'n8n-workflow';

import { extensionField, extensionNumber } from '../fields/extension';
import { optionalQueueField, optionalQueueNumber } from '../fields/queue';
import { toTrimmedString } from '../fields/text';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';

const extension = extensionField(
	'extension',
	'Extension',
	'The agent who gets no calls of the queue until resumed. A call that is going on is not touched.',
);

const queue = optionalQueueField('The queue; empty: all queues that the extension is an agent of');

const reason: INodeProperties = {
	displayName: 'Reason',
	name: 'reason',
	type: 'string',
	default: '',
	placeholder: 'e.g. Coaching',
	description:
		'Why the agent pauses. Asterisk takes any text, a Yeastar P-Series the code of one of its pause reasons, such as *01; the other PBXs take none.',
};

export const pauseAgent = defineOperation({
	name: 'Pause Agent',
	value: 'pauseAgent',
	action: 'Pause agent in one or all queues',
	description: 'Let an agent stay in the queue without getting calls of it',
	needs: { part: ({ queues }) => queues?.pauseAgent, what: 'pausing agents' },
	properties: [extension, queue],
	options: [reason],
	async execute(pause, item) {
		const request = {
			extension: extensionNumber(item, extension),
			queue: optionalQueueNumber(item, queue),
			reason: toTrimmedString(item.options.reason) || undefined,
		};
		const result = await pause(request);
		return result === 'done' ? omitUndefined({ ...request, result }) : result;
	},
});
