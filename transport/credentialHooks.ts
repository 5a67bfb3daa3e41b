import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { Failure } from '../pbx/model/failure';
import type { PbxRequest } from '../pbx/http/request';
import {
	fingerprint,
	knownSession,
	renewSession,
	signInFailure,
	writeSession,
	type SignInState,
} from '../pbx/session/signInStore';
import { openCredential, type OpenCredential } from './credential';
import { httpOptions, httpSend, type HttpRequest } from './httpSend';

type Fields = ICredentialDataDecryptedObject;

/** Marks the request of the credential test; it never goes over the wire. */
export const testMarker = 'x-pbx-credential-test';

/** When a credential test began, by fingerprint, ms since 1970: it wants a younger proof. */
const testing = new Map<string, number>();

/** n8n's sign-in hook: gives what n8n is to store in the hidden session field. */
export async function signIn(httpRequest: HttpRequest, fields: Fields): Promise<IDataObject> {
	const { driver, connection } = opened(fields);
	const session = await renewSession(fields, driver, httpSend(httpRequest, connection), Date);
	return { sessionToken: writeSession(session) };
}

/**
 * n8n's signing hook. Without a usable session it asks n8n to run the sign-in hook; a sign-in that is
 * known not to succeed is explained instead of repeated.
 */
export function authenticate(fields: Fields, options: IHttpRequestOptions): IHttpRequestOptions {
	const credential = opened(fields);
	const isTest = options.headers?.[testMarker] !== undefined;
	const session = knownSession(fields);
	if (session?.state === 'failed' && Date.now() < session.retryAt) {
		testing.delete(session.fingerprint);
		throw asUserError(signInFailure(session, Date));
	}
	// A stored session may be dead: a test asks the PBX itself.
	if (isTest && !provenInTest(fields, session)) throw signInNeeded();
	if (session?.state !== 'open') throw signInNeeded();
	const { driver, connection } = credential;
	if (isTest) return httpOptionsOfTest(credential, session.token);
	const signed = driver.authenticator.sign(readRequest(options, credential), session.token);
	return {
		...options,
		baseURL: undefined,
		url: httpOptions(signed, connection).url,
		headers: { ...options.headers, ...signed.headers },
		skipSslCertificateValidation: connection.ignoreSslIssues,
		disableFollowRedirect: true,
	};
}

/** Whether the session was proven since this test began; if not, the test begins now. */
function provenInTest(fields: Fields, session: SignInState | undefined): boolean {
	const print = fingerprint(fields);
	const began = testing.get(print);
	testing.delete(print);
	if (began !== undefined && session?.state === 'open' && session.proven >= began) return true;
	testing.set(print, Date.now());
	return false;
}

function opened(fields: Fields): OpenCredential {
	const credential = openCredential(fields);
	if (credential instanceof Failure) throw asUserError(credential);
	return credential;
}

/** n8n's test rules read JSON, so this reply is not asked for as text. */
function httpOptionsOfTest(
	{ driver, connection }: OpenCredential,
	token: string,
): IHttpRequestOptions {
	const { probe, sign } = driver.authenticator;
	return {
		...httpOptions(sign(probe, token), connection),
		encoding: 'json',
		ignoreHttpStatusErrors: false,
	};
}

/** The part of n8n's request that a driver signs. */
function readRequest(options: IHttpRequestOptions, { connection }: OpenCredential): PbxRequest {
	const asked = askedUrl(options);
	const url = /^https?:/i.test(asked) ? asked : `${options.baseURL ?? ''}${asked}`;
	const [address = '', query = ''] = url.split(/\?(.*)/s);
	// The token must not reach anybody else, so a foreign address is refused rather than signed.
	if (
		address !== connection.origin &&
		!address.toLowerCase().startsWith(`${connection.origin.toLowerCase()}/`)
	) {
		throw new UserError(
			"A PBX credential signs only requests to its own 'Base URL': use the same scheme, host and port.",
		);
	}
	const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split(/=(.*)/s));
	return {
		path: address.slice(connection.origin.length),
		query: pairs.map(([name = '', value = '']) => [name, unescaped(value)] as const),
		headers: {},
	};
}

/** n8n's HTTP Request node names its address by the old word `uri`. */
function askedUrl(options: IHttpRequestOptions): string {
	return 'uri' in options && typeof options.uri === 'string' ? options.uri : options.url;
}

function unescaped(value: string): string {
	try {
		return decodeURIComponent(value);
	} catch {
		return value;
	}
}

/** n8n runs the sign-in hook when signing ends with what looks like an HTTP 401. */
function signInNeeded(): Error {
	const error = new UserError('Signing in to the PBX is needed');
	return Object.assign(error, { response: { status: 401 } });
}

// The credential test shows the message only.
function asUserError({ message, remedy }: Failure): UserError {
	return new UserError(`${message}. ${remedy}`);
}
