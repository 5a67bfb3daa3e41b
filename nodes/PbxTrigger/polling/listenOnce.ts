import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isWanted } from '../../../pbx/events/filter';
import { Failure } from '../../../pbx/model/failure';
import { eventFilter } from '../parameters';
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
				receive(one) {
					if (isWanted(one, filter)) receive(one);
				},
			}),
		context.getExecutionCancelSignal(),
	);
	return event instanceof Failure ? event : [[{ json: eventItem(event, new Date()) }]];
}
