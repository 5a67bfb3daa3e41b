import * as http from 'node:http';
import * as https from 'node:https';
import { z } from 'zod';
import type { ManualApi } from '../../../simulator/manualApi.cts';
import { md5 } from '../../../simulator/sessions/sessions.cts';

/** Posts over connections that are kept; the certificate of a PBX is its own. */
export class Connection {
	private readonly agent: http.Agent;
	private readonly send: typeof http.request;

	constructor(url: string, inFlight: number) {
		const secure = url.startsWith('https:');
		const kept = { keepAlive: true, maxSockets: inFlight, rejectUnauthorized: false };
		this.agent = secure ? new https.Agent(kept) : new http.Agent(kept);
		this.send = secure ? https.request : http.request;
	}

	post(url: string, fields: Record<string, string>): Promise<string> {
		const body = JSON.stringify(fields);
		const { agent } = this;
		const headers = {
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(body),
		};
		return new Promise((resolve, reject) => {
			const request = this.send(
				url,
				{ agent, method: 'POST', headers, timeout: 10_000 },
				(response) => {
					let text = '';
					response.setEncoding('utf8');
					response.on('data', (part: string) => (text += part));
					response.once('end', () => resolve(text)).once('error', reject);
				},
			);
			request.once('timeout', () => request.destroy(new Error('The PBX does not answer.')));
			request.once('error', reject).end(body);
		});
	}

	close(): void {
		this.agent.destroy();
	}
}

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
