import { poll } from '../../poll.cts';

export interface WebhookAnswer {
	status: number;
	body: unknown;
}

/** Calls a production webhook. Right after activation n8n answers 404 for a moment: that is waited out. */
export async function callWebhook(
	n8nUrl: string,
	path: string,
	body: unknown,
	headers: Record<string, string> = {},
	limitMs = 120_000,
): Promise<WebhookAnswer> {
	const url = `${n8nUrl}/webhook/${path}`;
	let last: WebhookAnswer | undefined;
	const answer = await poll(15_000, async () => {
		last = await post(url, body, headers, limitMs);
		return isUnregistered(last) ? undefined : last;
	});
	if (answer !== undefined) return answer;
	throw new Error(`n8n has no active workflow at ${url}: ${JSON.stringify(last?.body)}`);
}

async function post(
	url: string,
	body: unknown,
	headers: Record<string, string>,
	limitMs: number,
): Promise<WebhookAnswer> {
	const text = typeof body === 'string';
	const reply = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': text ? 'text/plain' : 'application/json', ...headers },
		body: text ? body : JSON.stringify(body),
		signal: AbortSignal.timeout(limitMs),
	});
	return { status: reply.status, body: asJson(await reply.text()) };
}

function asJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** n8n's own 404, not one that a workflow answers. */
function isUnregistered({ status, body }: WebhookAnswer): boolean {
	if (status !== 404 || typeof body !== 'object' || body === null) return false;
	return 'message' in body && String(body.message).includes('not registered');
}
