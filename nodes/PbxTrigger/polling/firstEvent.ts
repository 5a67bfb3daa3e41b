import type { DomainEvent } from '../../../pbx/model/event';
import { Failure } from '../../../pbx/model/failure';
import { executionCancelled } from '../../../pbx/model/failures/general';
import { within } from '../../../transport/deadline';

/** As long as n8n's own test listen. */
const listenMs = 120_000;

/** Passes events on until it is ended. */
type Subscribe = (
	receive: (event: DomainEvent) => void,
) => Promise<(() => Promise<void>) | Failure>;

/** The first event of a subscription; `noAnswer` where none comes within two minutes. */
export async function firstEvent(
	subscribe: Subscribe,
	cancelled?: AbortSignal,
): Promise<DomainEvent | Failure> {
	const events: DomainEvent[] = [];
	let wake: (event: DomainEvent) => void = (event) => events.push(event);
	const unsubscribe = await subscribe((event) => wake(event));
	if (unsubscribe instanceof Failure) return unsubscribe;
	const event = await within({ limitMs: listenMs, cancelled }, async () => {
		const [early] = events;
		return early ?? (await new Promise<DomainEvent>((resolve) => (wake = resolve)));
	});
	await unsubscribe();
	if (event === 'cancelled') return executionCancelled();
	return event === 'late' ? nothingCame() : event;
}

function nothingCame(): Failure {
	return new Failure(
		'noAnswer',
		'No wanted event came within two minutes',
		'Make a call while you listen, and check the chosen events and filters.',
	);
}
