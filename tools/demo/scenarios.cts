import type { RunnableScenario } from '../../simulator/switchboard/switchboard.cts';
import { callWebhook } from '../n8n/api/webhook.cts';
import type { N8n } from '../n8n/n8n.cts';
import type { Fire } from './demoPbx.cts';

/** Webhooks of the examples. */
export const crmPath = 'crm-event';
export const transcriptPath = 'transcript';

export const sentence = 'Then I will cancel my contract!';

/** Fires at the n8n as soon as there is one. */
export function firing(n8n: () => N8n | undefined): Fire {
	return async (path, body) => {
		const running = n8n();
		if (!running) return { done: false, message: 'n8n is still starting.' };
		const answer = await callWebhook(running.url, path, body);
		return {
			done: answer.status === 200,
			message: `n8n answered ${answer.status}: ${JSON.stringify(answer.body)}`,
		};
	};
}

interface Stage {
	supervisor: string;
	agent: string;
	/** The agent is talking to a customer, and the supervisor's phone is free. */
	prepare: () => Promise<void>;
}

/** The page's buttons for n8n. They begin with a free supervisor, so that they work again and again. */
export function demoScenarios(
	{ supervisor, agent, prepare }: Stage,
	fire: Fire,
): RunnableScenario[] {
	const afterPreparing = (path: string, body: object) => async () => {
		await prepare();
		return fire(path, body);
	};
	return [
		{
			id: 'crm-event',
			label: 'Fire the CRM event',
			hint: `The workflow puts ${supervisor}, who hangs up first, on ${agent}'s call.`,
			run: afterPreparing(crmPath, { supervisor, agent }),
		},
		{
			id: 'keyword-alert',
			label: 'Send the keyword alert',
			hint: `${agent}'s customer says “${sentence}”. The workflow does the same.`,
			run: afterPreparing(transcriptPath, { agent, text: sentence }),
		},
	];
}
