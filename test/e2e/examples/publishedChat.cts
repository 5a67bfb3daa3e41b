import type { Page } from 'playwright-core';
import { z } from 'zod';
import { poll } from '../../../tools/poll.cts';
import { callWebhook } from '../../../tools/n8n/api/webhook.cts';
import '../setup/environment.cts';

const startedShape = z.object({ executionId: z.string(), resumeToken: z.string() });
const questionShape = z.object({
	text: z.string(),
	buttons: z.array(z.object({ text: z.string(), link: z.string() })),
});

type Question = z.infer<typeof questionShape>;

/** What a person sees in a published chat, outside of the editor. */
export interface PublishedChat {
	/** The question with buttons that comes next. */
	question(): Promise<Question>;
	press(question: Question, button: string): Promise<void>;
	/** Waits for a message with these words. */
	says(words: string): Promise<string>;
}

/** Speaks to n8n as its chat window does: a message by POST, all that follows over a web socket. */
export async function writeToPublishedChat(
	page: Page,
	webhookId: string,
	chatInput: string,
): Promise<PublishedChat> {
	const sessionId = `session of ${webhookId}`;
	const message = { action: 'sendMessage', sessionId, chatInput };
	const { body } = await callWebhook(environment.n8n.url, `${webhookId}/chat`, message);
	const { executionId, resumeToken } = startedShape.parse(body);
	const query = new URLSearchParams({
		sessionId,
		executionId,
		isPublic: 'true',
		token: resumeToken,
	});
	const address = `${environment.n8n.url.replace('http', 'ws')}/chat?${query.toString()}`;
	await page.evaluate(
		`window.heard = []; new WebSocket(${JSON.stringify(address)}).onmessage = ({ data }) => heard.push(data);`,
	);
	const heard = async (wanted: (text: string) => boolean): Promise<string> => {
		let all: string[] = [];
		const found = await poll(30_000, async () => {
			all = await page.evaluate<string[]>('heard');
			return all.find(wanted);
		});
		if (found === undefined) throw new Error(`The chat said only: ${all.join(' | ')}`);
		return found;
	};
	return {
		question: async () =>
			questionShape.parse(JSON.parse(await heard((text) => text.startsWith('{')))),
		async press({ buttons }, button) {
			const link = buttons.find(({ text }) => text === button)?.link;
			if (link === undefined) throw new Error(`There is no button "${button}"`);
			await page.evaluate(`fetch(${JSON.stringify(link)}).then(({ status }) => status)`);
		},
		says: (words) => heard((text) => text.includes(words)),
	};
}
