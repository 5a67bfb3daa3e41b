import {
	startSimulator,
	type YeastarPSimulator,
	type YeastarPSimulatorOptions,
} from '../../../simulator/simulator.cts';

export type Reply = Record<string, unknown>;
type Fields = Record<string, unknown>;

export const customer = '0151234567';
const userAgent = { 'User-Agent': 'OpenAPI' };

/** A client as the documentation describes one. */
export class Client {
	token = '';

	constructor(private readonly url: string) {}

	async get(endpoint: string, query: Record<string, string> = {}): Promise<Reply> {
		const search = new URLSearchParams({ access_token: this.token, ...query }).toString();
		const response = await fetch(`${this.url}/openapi/v1.0/${endpoint}?${search}`, {
			headers: userAgent,
		});
		return (await response.json()) as Reply;
	}

	async post(endpoint: string, fields: Fields | string): Promise<Reply> {
		const search = this.token === '' ? '' : `?access_token=${this.token}`;
		const response = await fetch(`${this.url}/openapi/v1.0/${endpoint}${search}`, {
			method: 'POST',
			headers: { ...userAgent, 'Content-Type': 'application/json' },
			body: typeof fields === 'string' ? fields : JSON.stringify(fields),
		});
		return (await response.json()) as Reply;
	}

	/** The reply of `get_token`; the token is used from now on. */
	async signIn(account: { username: string; password: string }): Promise<Reply> {
		const reply = await this.post('get_token', account);
		if (typeof reply.access_token === 'string') this.token = reply.access_token;
		return reply;
	}

	/** Channels of an extension as `call/query` shows them. */
	async channelsOf(extension: string): Promise<string[]> {
		const { data } = await this.get('call/query', { extension });
		return membersOf(data).flatMap(([key, member]) =>
			key === 'extension' && member.number === extension ? [String(member.channel_id)] : [],
		);
	}
}

export interface Member {
	number?: unknown;
	channel_id: string;
	member_status: string;
	call_path: string;
}

/** Every member with its key, of all calls of a reply. */
export function membersOf(data: unknown): [string, Member][] {
	const calls = (data ?? []) as { members: Record<string, Member>[] }[];
	return calls.flatMap(({ members }) => members.flatMap((member) => Object.entries(member)));
}

export function failure(errcode: number): Reply {
	return { errcode };
}

/** A P-Series and a client that is signed in to it. */
export async function signedIn(
	options: Omit<YeastarPSimulatorOptions, 'family'> = {},
): Promise<{ simulator: YeastarPSimulator; client: Client }> {
	const simulator = await startSimulator({ ...options, family: 'yeastarP' });
	const client = new Client(simulator.url);
	await client.signIn(simulator.account);
	return { simulator, client };
}

export function customerCalls(
	{ pbx }: YeastarPSimulator,
	to: string,
	answered?: 'ringing',
): string {
	const call = pbx.startCall({ direction: 'inbound', from: customer, to, answered });
	if (typeof call === 'string') throw new Error(call);
	return call.callId;
}
