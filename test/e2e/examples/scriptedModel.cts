import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const requestShape = z.object({
	messages: z.array(z.object({ role: z.string(), content: z.unknown() }).passthrough()),
	tools: z
		.array(
			z.object({
				function: z.object({
					name: z.string(),
					description: z.string(),
					parameters: z.record(z.unknown()),
				}),
			}),
		)
		.default([]),
});

type ChatRequest = z.infer<typeof requestShape>;

/** What the model does when it is asked next; `says` is given the last message, such as a tool's result. */
export type Turn =
	| { uses: string; given: Record<string, unknown> }
	| { says: (lastMessage: string) => string };

/** A language model on the loopback that follows a script: the chat completions of OpenAI's API. */
export interface ScriptedModel {
	/** The base URL for the credential. */
	url: string;
	/** What it was sent, in order. */
	requests: ChatRequest[];
	/** Forgets what was, and takes these turns from now on. */
	setScript(...turns: Turn[]): void;
	close(): Promise<void>;
}

export async function openScriptedModel(): Promise<ScriptedModel> {
	const requests: ChatRequest[] = [];
	let script: Turn[] = [];
	const server = createServer((request, response) => {
		void bodyOf(request).then((body) => {
			const parsed = requestShape.safeParse(body);
			const turn = script[requests.length];
			const asked = request.url === '/v1/chat/completions' && parsed.success;
			if (asked) requests.push(parsed.data);
			const known = asked && turn !== undefined;
			const reply = known ? completion(turn, lastMessage(parsed.data)) : unexpected(request.url);
			response.writeHead(known ? 200 : 400, { 'content-type': 'application/json' });
			response.end(JSON.stringify(reply));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		requests,
		setScript(...turns) {
			requests.length = 0;
			script = turns;
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString('utf8');
	return text === '' ? undefined : JSON.parse(text);
}

function lastMessage({ messages }: ChatRequest): string {
	const content = messages.at(-1)?.content;
	return typeof content === 'string' ? content : JSON.stringify(content);
}

function completion(turn: Turn, last: string) {
	const message =
		'says' in turn
			? { role: 'assistant', content: turn.says(last) }
			: {
					role: 'assistant',
					content: null,
					tool_calls: [
						{
							id: `call_${turn.uses}`,
							type: 'function',
							function: { name: turn.uses, arguments: JSON.stringify(turn.given) },
						},
					],
				};
	return {
		id: 'chatcmpl-scripted',
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [
			{ index: 0, message, finish_reason: 'says' in turn ? 'stop' : 'tool_calls', logprobs: null },
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

function unexpected(path = '') {
	return {
		error: { message: `The script has no answer to ${path}`, type: 'invalid_request_error' },
	};
}
