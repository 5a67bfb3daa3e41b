import { md5 } from '../../simulator/sessions/sessions.cts';
import type { ManualApi } from '../../simulator/manualApi.cts';

/** What a client needs to know of the PBX. */
type Address = Pick<ManualApi, 'url' | 'account'>;

export interface Reply {
	status: number;
	contentType: string | null;
	connection: string | null;
	text: string;
}

/** One request as any client could send it. */
export async function post(
	url: string,
	endpoint: string,
	query: Record<string, string>,
	body?: string,
): Promise<Reply> {
	const response = await fetch(
		`${url}/api/v0.0.1/${endpoint}?${new URLSearchParams(query).toString()}`,
		{
			method: 'POST',
			headers: body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' },
			body,
			redirect: 'manual',
		},
	);
	return {
		status: response.status,
		contentType: response.headers.get('content-type'),
		connection: response.headers.get('connection'),
		text: await response.text(),
	};
}

export async function login(
	{ url, account }: Address,
	given: Partial<ManualApi['account']> = {},
): Promise<Record<string, unknown>> {
	const { username, password } = { ...account, ...given };
	const body = { username, password: md5(password), port: '8260' };
	return parsed(await post(url, 'login', { type: 'json' }, JSON.stringify(body)));
}

export function parsed({ text }: Reply): Record<string, unknown> {
	return JSON.parse(text) as Record<string, unknown>;
}

export async function tokenOf(simulator: Address): Promise<string> {
	const { token } = await login(simulator);
	if (typeof token !== 'string') throw new Error('the sign-in was refused');
	return token;
}

export type Ask = (
	endpoint: string,
	fields?: Record<string, string>,
) => Promise<Record<string, unknown>>;
export type AskXml = (endpoint: string, xml?: string) => Promise<string>;

/** A signed-in client that speaks JSON. */
export async function client(simulator: Address): Promise<Ask> {
	const token = await tokenOf(simulator);
	return async (endpoint, fields) =>
		parsed(
			await post(
				simulator.url,
				endpoint,
				{ token, type: 'json' },
				fields ? JSON.stringify(fields) : undefined,
			),
		);
}

/** A signed-in client that speaks XML. */
export async function xmlClient(simulator: Address): Promise<AskXml> {
	const token = await tokenOf(simulator);
	return async (endpoint, xml) =>
		(await post(simulator.url, endpoint, { token, type: 'xml' }, xml)).text;
}

export const succeeded = { status: 'Success' };

export function failed(errno: string) {
	return { status: 'Failed', errno };
}
