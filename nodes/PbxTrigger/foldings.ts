import type { IWebhookFunctions } from 'n8n-workflow';

import { Folding } from '../../pbx/reports/folding';
import { triggerOf } from './registration';

/** What each trigger was told lately, in this process. The one used last is the last. */
const foldings = new Map<string, Folding>();

const mostTriggers = 100;

export function foldingOf(context: IWebhookFunctions): Folding {
	const trigger = `${triggerOf(context)} ${context.getMode()}`;
	const folding = foldings.get(trigger) ?? new Folding(Date);
	foldings.delete(trigger);
	foldings.set(trigger, folding);
	const [oldest] = foldings.keys();
	if (foldings.size > mostTriggers && oldest !== undefined) foldings.delete(oldest);
	return folding;
}
