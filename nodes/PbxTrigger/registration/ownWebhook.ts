import type { ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import { within } from '../../../transport/deadline';
import type { Registration, WebhookState } from './registrations';

/** The body of the request by which a trigger looks for its own webhook; it is no report of any PBX. */
const question = '{"check":"n8n-nodes-pbx"}';

const served = 'n8n-nodes-pbx: active';
const inactive = 'n8n-nodes-pbx: inactive';

const limitMs = 5_000;

export function isWebhookCheck(body: string): boolean {
	return body === question;
}

/** n8n may go on serving the webhook of a workflow whose activation failed; it is inactive then. */
export function answerWebhookCheck(context: IWebhookFunctions): void {
	const answer = context.getWorkflow().active ? served : inactive;
	context.getResponseObject().status(200).end(answer);
}

/**
 * Asks n8n for the webhook of this registration. n8n stops neither the heartbeat nor the registration
 * of a workflow in which another trigger could not be activated. Only n8n's own words count as `gone`: a
 * proxy in front of it may answer anything.
 */
export async function findOwnWebhook(
	context: ITriggerFunctions,
	registration: Registration,
): Promise<WebhookState> {
	const { url, key, address } = registration;
	const reported = `http://${address.host}:${address.port}${address.path}`;
	const states: WebhookState[] = [];
	for (const each of new Set([url.replace(/:key$/, key), reported])) {
		const state = await ask(context, each);
		if (state === 'answers') return state;
		states.push(state);
	}
	return states.includes('gone') ? 'gone' : 'unreachable';
}

async function ask(context: ITriggerFunctions, url: string): Promise<WebhookState> {
	try {
		const reply = await within(
			{ limitMs },
			async (abortSignal): Promise<unknown> =>
				await context.helpers.httpRequest({
					method: 'POST',
					url,
					headers: { 'Content-Type': 'application/json' },
					body: Buffer.from(question, 'utf8'),
					encoding: 'text',
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					disableFollowRedirect: true,
					timeout: limitMs,
					abortSignal,
				}),
		);
		return stateOf(reply);
	} catch {
		return 'unreachable';
	}
}

function stateOf(reply: unknown): WebhookState {
	if (typeof reply !== 'object' || reply === null) return 'unreachable';
	if (!('statusCode' in reply) || !('body' in reply)) return 'unreachable';
	const body = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
	if (reply.statusCode === 200 && body === served) return 'answers';
	if (reply.statusCode === 200 && body === inactive) return 'gone';
	return reply.statusCode === 404 && isErrorOfN8n(body) ? 'gone' : 'unreachable';
}

/** `{"code":404,"message":"The requested webhook … is not registered.", …}` */
function isErrorOfN8n(body: string): boolean {
	return body.length < 4096 && /"code":\s*404\b/.test(body) && body.includes('"message"');
}
