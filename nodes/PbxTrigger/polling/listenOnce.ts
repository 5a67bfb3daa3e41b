import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isWanted } from '../../../pbx/events/filter';
import { Failure } from '../../../pbx/model/failure';
import { eventFilter, isSimplified } from '../parameters';
import { eventItem } from '../webhook/eventItem';
import { firstEvent } from './firstEvent';
import { subscribe } from './subscriptions';

/** The first wanted event, for a person who listens in the editor. */
export async function listenOnce(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][] | Failure> {
	const filter = eventFilter(context);
	if (filter instanceof Failure) return filter;
	const event = await firstEvent(
		async (receive) =>
			await subscribe({
				context,
				name: `A test listen in workflow "${context.getWorkflow().name ?? ''}"`,
				receive(one) {
					if (isWanted(one, filter)) receive(one);
				},
			}),
		context.getExecutionCancelSignal(),
	);
	if (event instanceof Failure) return event;
	return [[{ json: eventItem(event, new Date(), { simplified: isSimplified(context) }) }]];
}
