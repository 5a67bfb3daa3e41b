import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { Failure } from '../pbx/model/failure';
import type { PbxRequest } from '../pbx/http/request';
import { renewSession } from '../pbx/session/renewSession';
import {
	knownSignIn,
	mustWait,
	pauseBetweenTestsMs,
	signInFailure,
} from '../pbx/session/signInMemory';
import {
	isUsable,
	readSignIn,
	writeSignIn,
	type FailedSignIn,
	type SignInState,
	type StoredSignIn,
} from '../pbx/session/signInState';
import { openCredential, type OpenCredential } from './credential';
import { credentialHint, credentialLabels, sessionField, testMarker } from './credentialFields';
import { httpOptions, httpSend, type HttpRequest } from './httpSend';
import { storedSignIn } from './storedSignIn';

type Fields = ICredentialDataDecryptedObject;

/** When a credential test began, by fingerprint, ms since 1970: the session must be verified after it. */
const testsBegunAtMs = new Map<string, number>();

/** Failed tries of the sign-in hook that no request was signed after yet: by fingerprint, their time. */
const triedAtMs = new Map<string, number>();

/** Failures that a credential test brought about: by fingerprint, their time. */
const testFailedAtMs = new Map<string, number>();

/**
 * n8n's sign-in hook: gives what n8n is to store in the hidden session field. Nothing, where the stored
 * session is as good as before: n8n's HTTP Request node runs this hook after every error, and sends the
 * request once more if it gives anything.
 */
export async function signIn(httpRequest: HttpRequest, fields: Fields): Promise<IDataObject> {
	const { driver, connection } = opened(fields);
	const send = httpSend(httpRequest, connection);
	const stored = storedSignIn(fields);
	const { fingerprint } = stored;
	const before = knownSignIn(stored, Date.now());
	const isTest = testsBegunAtMs.has(fingerprint);
	const state = await renewSession(stored, driver.authenticator, send, Date, { isTest });
	const failedAgain = before?.state === 'failed' && before.learnedAtMs === state.learnedAtMs;
	if (state.state === 'failed' && !failedAgain) triedAtMs.set(fingerprint, state.learnedAtMs);
	return isUnchanged(stored, state) ? {} : { [sessionField]: writeSignIn(state) };
}

function isUnchanged(stored: StoredSignIn, state: SignInState): boolean {
	const there = readSignIn(stored);
	return there?.state === 'open' && state.state === 'open' && there.session === state.session;
}

/**
 * n8n's signing hook. Without a usable session it asks n8n to run the sign-in hook; a sign-in that is
 * known not to succeed is explained instead of repeated.
 */
export function authenticate(fields: Fields, options: IHttpRequestOptions): IHttpRequestOptions {
	const credential = opened(fields);
	const isTest = options.headers?.[testMarker] !== undefined;
	const stored = storedSignIn(fields);
	const { fingerprint } = stored;
	const state = knownSignIn(stored, Date.now());
	const tried = triedAtMs.get(fingerprint);
	triedAtMs.delete(fingerprint);
	if (mustWait(state, Date.now())) {
		if (isTest && mayTest(state, tried)) throw signInNeeded();
		testsBegunAtMs.delete(fingerprint);
		throw asUserError(signInFailure(state, Date));
	}
	// The PBX may have ended a stored session: a test asks the PBX itself.
	if (isTest && !verifiedInTest(fingerprint, state)) throw signInNeeded();
	if (!isUsable(state, Date.now())) throw signInNeeded();
	if (isTest) return httpOptionsOfTest(credential, state.session);
	return signedOptions(options, credential, state.session);
}

/**
 * Whether a person's test may try although n8n itself waits. It may once: if the failure was found by
 * this test, or by one a few minutes before, pressing the button again would lock the person out.
 */
function mayTest({ fingerprint, learnedAtMs }: FailedSignIn, tried: number | undefined): boolean {
	const isOfThisTest = testsBegunAtMs.has(fingerprint) || tried === learnedAtMs;
	if (isOfThisTest) testFailedAtMs.set(fingerprint, learnedAtMs);
	const isOfATest = testFailedAtMs.get(fingerprint) === learnedAtMs;
	if (isOfATest && Date.now() - learnedAtMs < pauseBetweenTestsMs) return false;
	testsBegunAtMs.set(fingerprint, Date.now());
	return true;
}

/** The same request, signed wherever the driver signs: in the query, a header, a cookie or the body. */
function signedOptions(
	options: IHttpRequestOptions,
	credential: OpenCredential,
	session: string,
): IHttpRequestOptions {
	const { driver, connection } = credential;
	const unsigned = readRequest(options, credential);
	const signed = driver.authenticator.sign(unsigned, session);
	const { url, body } = httpOptions(signed, connection);
	return {
		...options,
		baseURL: undefined,
		url,
		headers: { ...options.headers, ...signed.headers },
		body: signed.body === unsigned.body ? options.body : body,
		skipSslCertificateValidation: connection.ignoreSslIssues,
		disableFollowRedirect: true,
	};
}

/** Whether the session was verified since this test began; if not, the test begins now. */
function verifiedInTest(fingerprint: string, state: SignInState | undefined): boolean {
	const begunAtMs = testsBegunAtMs.get(fingerprint);
	testsBegunAtMs.delete(fingerprint);
	if (begunAtMs !== undefined && state?.state === 'open' && state.verifiedAtMs >= begunAtMs) {
		return true;
	}
	testsBegunAtMs.set(fingerprint, Date.now());
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
	session: string,
): IHttpRequestOptions {
	const { probe, sign } = driver.authenticator;
	return {
		...httpOptions(sign(probe.request, session), connection),
		encoding: 'json',
		ignoreHttpStatusErrors: false,
	};
}

/** The part of n8n's request that a driver signs. */
function readRequest(options: IHttpRequestOptions, { connection }: OpenCredential): PbxRequest {
	const asked = askedUrl(options);
	const url = /^https?:/i.test(asked) ? asked : `${options.baseURL ?? ''}${asked}`;
	const [address = '', query = ''] = url.split(/\?(.*)/s);
	// The session must not reach another machine, so a foreign address is refused rather than signed.
	if (
		address !== connection.origin &&
		!address.toLowerCase().startsWith(`${connection.origin.toLowerCase()}/`)
	) {
		throw new UserError(
			`A PBX credential signs only requests to its own '${credentialLabels.baseUrl}': use the same scheme, host and port.`,
		);
	}
	const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split(/=(.*)/s));
	return {
		method: options.method === 'GET' ? 'GET' : 'POST',
		path: address.slice(connection.origin.length),
		query: pairs.map(([name = '', value = '']) => [name, unescaped(value)] as const),
		headers: {},
		body: bodyText(options.body),
	};
}

/** The body as it goes over the wire; a form or a file is not signed. */
function bodyText(body: IHttpRequestOptions['body']): string | undefined {
	if (typeof body === 'string') return body;
	if (Buffer.isBuffer(body)) return body.toString('utf8');
	const isPlain = body !== undefined && Object.getPrototypeOf(body) === Object.prototype;
	return isPlain ? JSON.stringify(body) : undefined;
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
function asUserError({ message, remedy, input }: Failure): UserError {
	const hint = input && credentialHint(input);
	return new UserError([`${message}.`, remedy, hint].filter(Boolean).join(' '));
}
