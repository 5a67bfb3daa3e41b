/** A user of manager.conf. */
export interface ManagerUser {
	name: string;
	secret: string;
}

/** One block of a reply: names in lower case. */
export type Block = Readonly<Record<string, string>>;

export type Reply =
	| { response: 'success'; list: Block[] }
	/** In Asterisk's own words. */
	| { response: 'refused'; message: string };

export type Fields = readonly (readonly [name: string, value: string])[];

const timeoutMs = 30_000;

/** Asterisk's manager interface over HTTP, in its text form (`/rawman`). */
export class AsteriskManager {
	private cookie = '';

	constructor(
		/** Base URL of Asterisk's web server, with its prefix if it has one. */
		private readonly url: string,
		private readonly user: ManagerUser,
	) {}

	/** Signs in when Asterisk does not know us, or not any more. */
	async ask(action: string, fields: Fields = []): Promise<Reply> {
		if (this.cookie === '') await this.signIn();
		const sent = this.cookie;
		const { reply, cookie } = await this.post([['Action', action], ...fields], sent);
		// If the answer carries the same cookie, it is a missing right.
		const unknown = isDenied(reply) && cookie !== sent;
		if (!unknown) return reply;
		await this.signIn();
		return (await this.post([['Action', action], ...fields], this.cookie)).reply;
	}

	/** For actions that fail only through a misconfiguration, never through a call's state. */
	async demand(action: string, fields: Fields = []): Promise<Block[]> {
		const reply = await this.ask(action, fields);
		if (reply.response === 'success') return reply.list;
		throw new Error(`Asterisk refused ${action}: ${reply.message}`);
	}

	private async signIn(): Promise<void> {
		const { name, secret } = this.user;
		const login: Fields = [
			['Action', 'Login'],
			['Username', name],
			['Secret', secret],
		];
		const { reply, cookie } = await this.post(login, '');
		if (reply.response === 'refused')
			throw new Error(`Asterisk does not let ${name} in: ${reply.message}`);
		this.cookie = cookie;
	}

	private async post(fields: Fields, cookie: string): Promise<{ reply: Reply; cookie: string }> {
		const broken = fields.find(([, value]) => hasControlCharacter(value));
		if (broken) throw new Error(`${broken[0]} has a control character, which Asterisk would obey.`);
		const answer = await fetch(`${this.url}/rawman`, {
			method: 'POST',
			body: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])),
			headers: cookie === '' ? {} : { cookie },
			signal: AbortSignal.timeout(timeoutMs),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`Asterisk answers HTTP ${answer.status} at ${this.url}/rawman`);
		const [given = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
		return { reply: readReply(text), cookie: given };
	}
}

function isDenied(reply: Reply): boolean {
	return reply.response === 'refused' && reply.message === 'Permission denied';
}

function hasControlCharacter(value: string): boolean {
	return [...value].some((character) => character < ' ' || character === '\x7f');
}

/** The first block says how it went; the others are the items of a list, and its end. */
export function readReply(text: string): Reply {
	const [first = {}, ...list] = text
		.split(/\r?\n\r?\n/)
		.filter((block) => block.trim() !== '')
		.map(readBlock);
	if (first.response !== 'Success') {
		return { response: 'refused', message: first.message ?? 'no reason given' };
	}
	return { response: 'success', list: list.filter(({ eventlist }) => eventlist === undefined) };
}

function readBlock(block: string): Block {
	const lines = block.split(/\r?\n/).flatMap((line): [string, string][] => {
		const colon = line.indexOf(':');
		return colon < 0 ? [] : [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]];
	});
	return Object.fromEntries(lines);
}
