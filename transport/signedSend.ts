import { sleep, type ICredentialDataDecryptedObject, type IHttpRequestOptions } from 'n8n-workflow';

import { Failure } from '../pbx/model/failure';
import type { PbxReply, PbxRequest, Send } from '../pbx/http/request';
import {
	knownSession,
	refuseSession,
	signInFailure,
	writeSession,
	type SignInState,
} from '../pbx/session/signInStore';
import { defaultTimeoutMs, type OpenCredential } from './credential';
import { exchange, httpOptions } from './httpSend';

type Fields = ICredentialDataDecryptedObject;
type OpenSession = SignInState & { state: 'open' };

/** What signing needs of n8n. */
export interface Signing {
	/** The credential as it was read at the start of the execution. */
	fields: Fields;
	/** Reads the credential again, with what other workers stored meanwhile. */
	reread(): Promise<Fields>;
	/** Sends a request that is signed already. */
	send: Send;
	/** n8n's authenticated helper: it runs the sign-in hook and stores the session. */
	sendSigningIn(options: IHttpRequestOptions, fields: Fields): Promise<unknown>;
}

// Another process that signs in at the same moment may kill our new token before its own is stored.
const youngTokenMs = 5_000;
const storePolls = 10;
const storePollIntervalMs = 150;

/** The first try, one after our sign-in, one more because another process's sign-in may kill ours. */
const maxTries = 3;

/** The PBX refused the token, and therefore did not act. */
class RefusedSession {
	constructor(
		readonly session: SignInState & { state: 'refused' },
		readonly reply: PbxReply,
	) {}
}

type Sent = PbxReply | Failure | RefusedSession;

/**
 * A `send` that signs requests with the shared session. A request whose token the PBX refused was not
 * carried out, so it is sent once more with a live one; nothing else is ever repeated.
 */
export function signedSend({ driver, connection }: OpenCredential, signing: Signing): Send {
	const { sign, refused } = driver.authenticator;
	let { fields } = signing;

	async function sendWith(session: OpenSession, request: PbxRequest): Promise<Sent> {
		const reply = await signing.send(sign(request, session.token));
		if (reply instanceof Failure) return reply;
		return refused(request, reply, session.token)
			? new RefusedSession(refuseSession(session), reply)
			: reply;
	}

	/** Lets n8n sign in, store the session and send the request with it. */
	async function signInAndSend(request: PbxRequest, old?: SignInState): Promise<Sent> {
		const data: Fields = { ...fields, sessionToken: old ? writeSession(old) : '' };
		const options = httpOptions(request, connection);
		const reply = await exchange(
			connection.origin,
			options,
			async () => await signing.sendSigningIn(options, data),
			defaultTimeoutMs,
		);
		// The hook put what it learnt into the data that was handed to it.
		fields = data;
		const known = knownSession(data);
		if (known?.state === 'failed') return signInFailure(known, Date);
		if (reply instanceof Failure || known?.state !== 'open') return reply;
		return refused(request, reply, known.token)
			? new RefusedSession(refuseSession(known), reply)
			: reply;
	}

	/** A session that another worker stored, or this process opened, after the refused one. */
	async function replacement(
		session: SignInState & { state: 'refused' },
	): Promise<OpenSession | undefined> {
		const young = Date.now() - session.since < youngTokenMs;
		for (let poll = 0; poll < (young ? storePolls : 1); poll += 1) {
			if (poll > 0) await sleep(storePollIntervalMs);
			fields = await signing.reread();
			const known = knownSession(fields);
			if (known?.state === 'open' && known.token !== session.token) return known;
		}
		return undefined;
	}

	return async (request) => {
		let session = knownSession(fields);
		for (let tries = 1; ; tries += 1) {
			const sent: Sent =
				session?.state === 'open'
					? await sendWith(session, request)
					: await signInAndSend(request, session);
			if (!(sent instanceof RefusedSession)) return sent;
			if (tries === maxTries) return sent.reply;
			session = (await replacement(sent.session)) ?? sent.session;
		}
	};
}
