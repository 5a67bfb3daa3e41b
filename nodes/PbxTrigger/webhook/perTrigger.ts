import type { IWebhookFunctions } from 'n8n-workflow';

import { triggerOf } from '../registration/register';

const maxTriggers = 100;

/** What this process remembers for each trigger, and for its test listen apart; the one used last is the last. */
export function perTrigger<Value>(create: () => Value): (context: IWebhookFunctions) => Value {
	const values = new Map<string, Value>();
	return (context) => {
		const trigger = `${triggerOf(context)} ${context.getMode()}`;
		const value = values.get(trigger) ?? create();
		values.delete(trigger);
		values.set(trigger, value);
		const [oldest] = values.keys();
		if (values.size > maxTriggers && oldest !== undefined) values.delete(oldest);
		return value;
	};
}
