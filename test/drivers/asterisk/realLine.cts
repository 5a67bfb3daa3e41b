import type { IHttpRequestOptions } from 'n8n-workflow';

import { clockUntil } from '../../../nodes/transport/clock';
import { openCredential } from '../../../nodes/transport/credential';
import { authenticate, signIn } from '../../../nodes/transport/credentialHooks';
import { httpSend } from '../../../nodes/transport/httpSend';
import { signedSend } from '../../../nodes/transport/signedSend';
import { Failure } from '../../../pbx/failure';
import type { Pbx } from '../../../pbx/pbx';
import type { AmiUser } from '../../asterisk/ami/overHttp.cts';
import type { Bench } from '../../asterisk/bench.cts';

/** The driver, connected to the bench's Asterisk with the package's own sessions and signing. */
export interface RealLine {
	pbx: Required<Pick<Pbx, 'monitoring' | 'extensions' | 'calls'>> & Pbx;
	/** Names of the actions that went over the wire. */
	sent: string[];
}

export interface LineOptions {
	user?: AmiUser;
	fields?: Record<string, string>;
	cancelled?: AbortSignal;
	/** ms to wait for a reply. */
	timeout?: number;
}

/** The credential of a user of the bench. No two are the same, so no session outlives its test. */
export function credentialOf({ url }: Pick<Bench, 'url'>, { name, secret }: AmiUser) {
	opened += 1;
	return {
		pbx: 'asterisk',
		baseUrl: url,
		username: name,
		password: secret,
		channelTechnology: 'pjsip',
		dialplanContext: 'internal',
		tenantPrefix: '',
		ignoreSslIssues: false,
		sessionToken: '',
		/** Not a field of the credential: it only makes this one a credential of its own. */
		line: String(opened),
	};
}

let opened = 0;

export function realLine(bench: Bench, options: LineOptions = {}): RealLine {
	const { user = n8nUser, fields: changes = {}, cancelled, timeout = 5_000 } = options;
	const fields = { ...credentialOf(bench, user), ...changes };
	const credential = openCredential(fields, timeout, cancelled);
	if (credential instanceof Failure) throw new Error(credential.message);

	const sent: string[] = [];
	const request = async (http: IHttpRequestOptions) => {
		sent.push(actionOf(http.body));
		return await httpRequest(http);
	};
	const send = signedSend(credential, {
		fields,
		reread: () => Promise.resolve(fields),
		send: httpSend(request, credential.line),
		async sendSigningIn(http, data) {
			Object.assign(data, await signIn(request, data));
			return await request(authenticate(data, http));
		},
	});
	const { monitoring, extensions, calls, ...rest } = credential.driver.connect(
		send,
		clockUntil(cancelled),
	);
	if (!monitoring || !extensions || !calls) throw new Error('The driver lacks a part.');
	return { pbx: { monitoring, extensions, calls, ...rest }, sent };
}

const n8nUser: AmiUser = { name: 'n8n', secret: 'n8n-secret' };

function actionOf(body: unknown): string {
	const text = body instanceof Uint8Array ? Buffer.from(body).toString() : '';
	return /^Action=(\w+)/.exec(text)?.[1] ?? '';
}

/** What n8n's HTTP helper does, over fetch. */
async function httpRequest(http: IHttpRequestOptions): Promise<unknown> {
	const late = AbortSignal.timeout(http.timeout ?? 30_000);
	const signals = [late, http.abortSignal].filter((one): one is AbortSignal => one !== undefined);
	try {
		const reply = await fetch(http.url, {
			method: 'POST',
			headers: textHeaders(http.headers),
			body: http.body instanceof Uint8Array ? http.body : undefined,
			signal: AbortSignal.any(signals),
		});
		const headers = Object.fromEntries(reply.headers);
		return { statusCode: reply.status, headers, body: await reply.text() };
	} catch (error) {
		throw late.aborted ? Object.assign(new Error('late'), { code: 'ECONNABORTED' }) : error;
	}
}

function textHeaders(headers: object = {}): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
