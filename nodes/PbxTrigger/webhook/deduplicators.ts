import type { IWebhookFunctions } from 'n8n-workflow';

import { Deduplicator } from '../../../pbx/events/deduplicator';
import { triggerOf } from '../registration/register';

/** One for each trigger in this process; the one used last is the last. */
const deduplicators = new Map<string, Deduplicator>();

const maxTriggers = 100;

export function deduplicatorFor(context: IWebhookFunctions): Deduplicator {
	const trigger = `${triggerOf(context)} ${context.getMode()}`;
	const deduplicator = deduplicators.get(trigger) ?? new Deduplicator(Date);
	deduplicators.delete(trigger);
	deduplicators.set(trigger, deduplicator);
	const [oldest] = deduplicators.keys();
	if (deduplicators.size > maxTriggers && oldest !== undefined) deduplicators.delete(oldest);
	return deduplicator;
}
