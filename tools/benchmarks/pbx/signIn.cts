import { z } from 'zod';
import type { ManualApi } from '../../../simulator/manualApi.cts';
import { md5 } from '../../../simulator/sessions/sessions.cts';
import { Connection } from './line.cts';

/** A token for clients without a credential. */
export async function signIn({
	url,
	account,
}: Pick<ManualApi, 'url' | 'account'>): Promise<string> {
	const line = new Connection(url, 1);
	const { username, password } = account;
	const fields = { username, password: md5(password), port: '8260' };
	const answer = await line.post(`${url}/api/v0.0.1/login?type=json`, fields);
	line.close();
	return z.object({ token: z.string() }).parse(JSON.parse(answer)).token;
}
