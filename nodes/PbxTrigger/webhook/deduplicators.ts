import type { IWebhookFunctions } from 'n8n-workflow';

import { Deduplicator } from '../../../pbx/events/deduplicator';
import { triggerOf } from '../registration/register';

/** What each trigger was told lately, in this process. The one used last is the last. */
const foldings = new Map<string, Deduplicator>();

const mostTriggers = 100;

export function deduplicatorFor(context: IWebhookFunctions): Deduplicator {
	const trigger = `${triggerOf(context)} ${context.getMode()}`;
	const folding = foldings.get(trigger) ?? new Deduplicator(Date);
	foldings.delete(trigger);
	foldings.set(trigger, folding);
	const [oldest] = foldings.keys();
	if (foldings.size > mostTriggers && oldest !== undefined) foldings.delete(oldest);
	return folding;
}
