import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { DomainEvent } from '../../../pbx/model/event';
import { isWanted } from '../../../pbx/events/filter';
import { Failure } from '../../../pbx/model/failure';
import { executionCancelled } from '../../../pbx/model/failures';
import { within } from '../../../transport/deadline';
import { eventFilter, isSimplified } from '../parameters';
import { eventItem } from '../webhook/eventItem';
import { subscribe } from './subscriptions';

/** As long as n8n's own test listen. */
const listenMs = 120_000;

/** The first wanted event, for a person who listens in the editor. */
export async function listenOnce(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][] | Failure> {
	const filter = eventFilter(context);
	if (filter instanceof Failure) return filter;
	const wanted: DomainEvent[] = [];
	let wake: (event: DomainEvent) => void = (event) => wanted.push(event);
	const unsubscribe = await subscribe({
		context,
		name: `A test listen in workflow "${context.getWorkflow().name ?? ''}"`,
		receive(event) {
			if (isWanted(event, filter)) wake(event);
		},
	});
	if (unsubscribe instanceof Failure) return unsubscribe;
	const limits = { limitMs: listenMs, cancelled: context.getExecutionCancelSignal() };
	const event = await within(limits, async () => {
		const [early] = wanted;
		return early ?? (await new Promise<DomainEvent>((resolve) => (wake = resolve)));
	});
	await unsubscribe();
	if (event === 'cancelled') return executionCancelled();
	if (event === 'late') return nothingCame();
	return [[{ json: eventItem(event, new Date(), { simplified: isSimplified(context) }) }]];
}

function nothingCame(): Failure {
	return new Failure(
		'noAnswer',
		'No wanted event came within two minutes',
		'Make a call while you listen, and check the chosen events and filters.',
	);
}
