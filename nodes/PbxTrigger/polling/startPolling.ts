import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { isWanted } from '../../../pbx/events/filter';
import { Failure } from '../../../pbx/model/failure';
import { eventFilter, isSimplified } from '../parameters';
import { eventItem } from '../webhook/eventItem';
import { subscribe } from './subscriptions';

/** Starts the workflow with every wanted event, for as long as it is published. */
export async function startPolling(
	context: ITriggerFunctions,
): Promise<ITriggerResponse | Failure> {
	const filter = eventFilter(context);
	if (filter instanceof Failure) return filter;
	const simplified = isSimplified(context);
	const subscriber = {
		context,
		name: `Workflow "${context.getWorkflow().name ?? ''}"`,
		receive(event: Parameters<typeof isWanted>[0]) {
			if (!isWanted(event, filter)) return;
			context.emit([[{ json: eventItem(event, new Date(), { simplified }) }]]);
		},
	};
	const mode = context.getActivationMode();
	// n8n may start before the PBX does.
	const startsWithN8n = mode === 'init' || mode === 'leadershipChange';
	const unsubscribe = await subscribe(
		subscriber,
		({ kind }) => startsWithN8n && (kind === 'unreachable' || kind === 'outcomeUnknown'),
	);
	return unsubscribe instanceof Failure ? unsubscribe : { closeFunction: unsubscribe };
}
