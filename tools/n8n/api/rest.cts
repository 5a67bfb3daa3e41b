import { z } from 'zod';
import { poll } from '../../poll.cts';

export interface Owner {
	email: string;
	firstName: string;
	lastName: string;
	password: string;
}

export const testOwner: Owner = {
	email: 'owner@pbx.example',
	firstName: 'Test',
	lastName: 'Owner',
	password: 'Whisper-2-the-agent',
};

type Shape<T> = z.ZodType<T, z.ZodTypeDef, unknown>;
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export class RestRefusal extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}

	/** Not instanceof: Jest's test files have classes of their own. */
	static is(error: unknown, status: number): boolean {
		return (
			typeof error === 'object' && error !== null && 'status' in error && error.status === status
		);
	}
}

/** The API that n8n's own editor uses, with the cookie of one user. */
export class RestSession {
	private constructor(
		private readonly url: string,
		private readonly cookie: string,
		/** The version of this n8n: older ones want other requests. */
		readonly version: string,
	) {}

	/** The first user of a fresh n8n. */
	static setUpOwner(url: string, owner: Owner): Promise<RestSession> {
		return RestSession.open(url, '/rest/owner/setup', owner);
	}

	static signIn(url: string, owner: Owner): Promise<RestSession> {
		const { email, password } = owner;
		return RestSession.open(url, '/rest/login', { emailOrLdapLoginId: email, password });
	}

	private static async open(url: string, path: string, body: unknown): Promise<RestSession> {
		await apiAnswers(url);
		const reply = await request(url, 'POST', path, '', body);
		const cookie = reply.headers
			.getSetCookie()
			.map((one) => one.split(';')[0] ?? '')
			.join('; ');
		if (reply.ok && cookie !== '')
			return new RestSession(url, cookie, await versionOf(url, cookie));
		throw new Error(
			`n8n did not let us in: POST ${path} answered ${reply.status} ${await reply.text()}`,
		);
	}

	/** A busy n8n answers 503 for a moment, because its database did not answer in time: that is waited out. */
	async get<T>(path: string, shape: Shape<T>): Promise<T> {
		const answer = await poll(30_000, async () => {
			try {
				return { value: await this.ask('GET', path, undefined, shape) };
			} catch (error) {
				if (RestRefusal.is(error, 503)) return undefined;
				throw error;
			}
		});
		if (answer !== undefined) return answer.value;
		throw new RestRefusal(503, `GET ${path} answered 503 for half a minute`);
	}

	post<T>(path: string, body: unknown, shape: Shape<T>): Promise<T> {
		return this.ask('POST', path, body, shape);
	}

	patch<T>(path: string, body: unknown, shape: Shape<T>): Promise<T> {
		return this.ask('PATCH', path, body, shape);
	}

	async delete(path: string): Promise<void> {
		await this.text('DELETE', path, undefined);
	}

	private async ask<T>(method: Method, path: string, body: unknown, shape: Shape<T>): Promise<T> {
		const text = await this.text(method, path, body);
		const parsed = shape.safeParse(dataOf(JSON.parse(text)));
		if (parsed.success) return parsed.data;
		const problem = parsed.error.message;
		throw new Error(
			`n8n answered ${method} ${path} in an unknown shape: ${problem}\n${text.slice(0, 2_000)}`,
		);
	}

	private async text(method: Method, path: string, body: unknown): Promise<string> {
		const reply = await request(this.url, method, path, this.cookie, body);
		const text = await reply.text();
		if (reply.ok) return text;
		throw new RestRefusal(
			reply.status,
			`${method} ${path} answered ${reply.status}: ${problemIn(text)}`,
		);
	}
}

/** An n8n 1 says that it is ready before its API answers: that is waited out. */
async function apiAnswers(url: string): Promise<void> {
	const answers = await poll(30_000, async () => {
		const reply = await request(url, 'GET', '/rest/settings', '', undefined);
		return reply.headers.get('content-type')?.includes('json') ? true : undefined;
	});
	if (answers === undefined) throw new Error(`The API of ${url} does not answer.`);
}

const settingsShape = z.object({ data: z.object({ versionCli: z.string() }) });

async function versionOf(url: string, cookie: string): Promise<string> {
	const reply = await request(url, 'GET', '/rest/settings', cookie, undefined);
	return settingsShape.parse(await reply.json()).data.versionCli;
}

/** n8n's own sentence, without the stack that it sends along. */
function problemIn(text: string): string {
	const message = /"message":("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
	return message ?? text.slice(0, 500);
}

function request(
	url: string,
	method: Method,
	path: string,
	cookie: string,
	body: unknown,
): Promise<Response> {
	return fetch(url + path, {
		method,
		headers: {
			// n8n closes an idle connection after 5 s, perhaps just as the next request goes out on it.
			connection: 'close',
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			...(cookie === '' ? {} : { cookie }),
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
		signal: AbortSignal.timeout(60_000),
	});
}

function dataOf(reply: unknown): unknown {
	return typeof reply === 'object' && reply !== null && 'data' in reply ? reply.data : reply;
}
