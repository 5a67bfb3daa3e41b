import type { Done, Failure } from '../../../../pbx/model/failure';
import { extensionField, extensionNumber } from '../fields/extension';
import { queueField, queueNumber } from '../fields/queue';
import type { OperationDefinition } from '../operation';

type Command = (queue: string, extension: string) => Promise<Done | Failure>;

/** An operation that changes who is an agent of a queue. */
export function onQueueAgent(
	extensionDescription: string,
): Pick<OperationDefinition<Command>, 'properties' | 'execute'> {
	const queue = queueField('The number of the queue on the PBX');
	const extension = extensionField('extension', 'Extension', extensionDescription);
	return {
		properties: [queue, extension],
		async execute(command, item) {
			const names = [queueNumber(item, queue), extensionNumber(item, extension)] as const;
			const result = await command(...names);
			return result === 'done' ? { queue: names[0], extension: names[1], result } : result;
		},
	};
}
