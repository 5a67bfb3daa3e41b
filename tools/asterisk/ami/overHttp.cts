import { XMLParser } from 'fast-xml-parser';

import type { AmiMessage } from './message.cts';

export interface AmiUser {
	name: string;
	secret: string;
}

const timeoutMs = 30_000;

const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '',
	isArray: (name, _path, _leaf, isAttribute) => name === 'response' && !isAttribute,
});

/** AMI over HTTP in its plainest form: one login, then actions with its cookie. */
export class AmiOverHttp {
	private constructor(
		private readonly url: string,
		private readonly cookie: string,
	) {}

	static async login(url: string, { name, secret }: AmiUser): Promise<AmiOverHttp> {
		const { messages, cookie } = await post(url, { action: 'login', username: name, secret });
		const [answer] = messages;
		if (answer?.response === 'Success' && cookie !== undefined) return new AmiOverHttp(url, cookie);
		throw new Error(`The PBX refused to sign in ${name}: ${answer?.message ?? 'no reason given'}`);
	}

	/** Messages of the reply; a refusal throws. */
	async action(fields: Record<string, string>): Promise<AmiMessage[]> {
		const { messages } = await post(this.url, fields, this.cookie);
		const [answer] = messages;
		if (answer?.response === 'Success') return messages;
		throw new Error(
			`The PBX refused ${fields.action ?? ''}: ${answer?.message ?? 'no reason given'}`,
		);
	}
}

async function post(url: string, fields: Record<string, string>, cookie?: string) {
	const reply = await fetch(`${url}/mxml`, {
		method: 'POST',
		body: new URLSearchParams(fields),
		headers: cookie === undefined ? {} : { cookie },
		signal: AbortSignal.timeout(timeoutMs),
	});
	const [given] = (reply.headers.get('set-cookie') ?? '').split(';');
	return { messages: readReply(await reply.text()), cookie: given };
}

function readReply(text: string): AmiMessage[] {
	const parsed: unknown = parser.parse(text);
	const responses = field(field(parsed, 'ajax-response'), 'response');
	if (!Array.isArray(responses)) return [];
	return responses.map((response: unknown) => texts(field(response, 'generic')));
}

function field(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null
		? Object.entries(value).find(([key]) => key === name)?.[1]
		: undefined;
}

function texts(value: unknown): AmiMessage {
	if (typeof value !== 'object' || value === null) return {};
	const entries = Object.entries(value).filter(
		(entry): entry is [string, string] => typeof entry[1] === 'string',
	);
	return Object.fromEntries(entries);
}
