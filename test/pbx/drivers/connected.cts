import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { clockUntil } from '../../../transport/clock';
import { openCredential } from '../../../transport/credential';
import { authenticate, signIn } from '../../../transport/credentialHooks';
import { httpSend } from '../../../transport/httpSend';
import { signedSend } from '../../../transport/signedSend';
import { Failure } from '../../../pbx/model/failure';
import type { Pbx } from '../../../pbx/model/pbx';

export interface ConnectOptions {
	/** ms to wait for a reply. */
	timeout?: number;
	cancelled?: AbortSignal;
	/** Sees every request that goes over the wire. */
	watch?: (request: IHttpRequestOptions) => void;
}

/** A driver with the package's own sessions and signing, without an n8n around it. */
export function connected(
	fields: ICredentialDataDecryptedObject,
	{ timeout = 5_000, cancelled, watch = () => undefined }: ConnectOptions = {},
): Pbx {
	const credential = openCredential(fields, timeout, cancelled);
	if (credential instanceof Failure) throw new Error(credential.message);
	const request = async (http: IHttpRequestOptions) => {
		watch(http);
		return await httpRequest(http);
	};
	const send = signedSend(credential, {
		fields,
		reread: () => Promise.resolve(fields),
		send: httpSend(request, credential.connection),
		async sendSigningIn(http, data) {
			Object.assign(data, await signIn(request, data));
			return await request(authenticate(data, http));
		},
	});
	return credential.driver.connect(send, clockUntil(cancelled));
}

/** What n8n's HTTP helper does, over fetch. */
export async function httpRequest(http: IHttpRequestOptions): Promise<unknown> {
	const late = AbortSignal.timeout(http.timeout ?? 30_000);
	const signals = [late, http.abortSignal].filter((one): one is AbortSignal => one !== undefined);
	try {
		const reply = await fetch(http.url, {
			method: http.method,
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
