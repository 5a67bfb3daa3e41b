import { md5 } from '../../../simulator/sessions/sessions.cts';
import {
	startSimulator,
	type GrandstreamUcmSimulator,
	type GrandstreamUcmSimulatorOptions,
} from '../../../simulator/simulator.cts';

export type Ucm = GrandstreamUcmSimulator;

export type UcmOptions = Omit<GrandstreamUcmSimulatorOptions, 'family'>;

export function startUcm(options: UcmOptions = {}): Promise<Ucm> {
	return startSimulator({ ...options, family: 'grandstreamUcm' });
}

type Address = Pick<Ucm, 'url' | 'account'>;
export type Fields = Record<string, string>;

export interface UcmReply {
	response: Record<string, unknown>;
	status: number;
}

/** One request as any client could send it. */
export function post({ url }: Pick<Address, 'url'>, body: string): Promise<Response> {
	return fetch(`${url}/api`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json;charset=UTF-8' },
		body,
		redirect: 'manual',
	});
}

export async function ask(ucm: Pick<Address, 'url'>, request: Fields): Promise<UcmReply> {
	const reply = await post(ucm, JSON.stringify({ request }));
	return (await reply.json()) as UcmReply;
}

export async function challengeOf(ucm: Address, user = ucm.account.username): Promise<string> {
	const { response } = await ask(ucm, { action: 'challenge', user, version: '1.0' });
	return String(response.challenge);
}

/** Asks for a challenge and answers it. */
export async function login(ucm: Address, given: Partial<Ucm['account']> = {}): Promise<UcmReply> {
	const { username, password } = { ...ucm.account, ...given };
	const challenge = await challengeOf(ucm, username);
	return ask(ucm, { action: 'login', user: username, token: md5(`${challenge}${password}`) });
}

export async function cookieOf(ucm: Address): Promise<string> {
	const { response } = await login(ucm);
	if (typeof response.cookie !== 'string') throw new Error('the sign-in was refused');
	return response.cookie;
}

export type Ask = (action: string, fields?: Fields) => Promise<UcmReply>;

/** A signed-in client. */
export async function client(ucm: Address): Promise<Ask> {
	const cookie = await cookieOf(ucm);
	return (action, fields = {}) => ask(ucm, { action, cookie, ...fields });
}

export type Row = Record<string, unknown>;

export function rows({ response }: UcmReply, name = 'channel'): Row[] {
	return (response[name] ?? []) as Row[];
}

export const done = { response: {}, status: 0 };

export const customer = '0151234567';

/** A customer's call to an extension or a queue, answered at once unless it rings. */
export function customerCalls({ pbx }: Ucm, to = '106', answered?: 'ringing'): string {
	const call = pbx.startCall({ direction: 'inbound', from: customer, to, answered });
	if (typeof call === 'string') throw new Error(call);
	return call.callId;
}

/** The channel of an extension in the list of conversations. */
export async function channelOf(list: Ask, number: string): Promise<string> {
	const calls = rows(await list('listBridgedChannels'));
	const sides = calls.flatMap((row) => [
		[row.callerid1, row.channel1],
		[row.callerid2, row.channel2],
	]);
	return String(sides.find(([callerId]) => callerId === number)?.[1]);
}
