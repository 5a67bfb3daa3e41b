import { sleep, type ICredentialDataDecryptedObject, type IHttpRequestOptions } from 'n8n-workflow';

import { Failure } from '../../pbx/failure';
import type { PbxReply, PbxRequest, Send } from '../../pbx/send';
import {
	knownSession,
	refuseSession,
	signInFailure,
	writeSession,
	type Session,
} from '../../pbx/session';
import type { OpenCredential } from './credential';
import { asReply, httpOptions } from './httpSend';
import { networkFailure } from './networkFailure';

type Fields = ICredentialDataDecryptedObject;
type OpenSession = Session & { state: 'open' };

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
const youngToken = 5_000;
const storePolls = 10;
const storePollInterval = 150;

/**
 * A `send` that signs requests with the shared session. A request whose token the PBX refused was not
 * carried out, so it is sent once more after signing in; nothing else is ever repeated.
 */
export function signedSend({ driver, line }: OpenCredential, signing: Signing): Send {
	const { sign, refused } = driver.session;
	let { fields } = signing;

	async function sendWith(session: OpenSession, request: PbxRequest) {
		const reply = await signing.send(sign(request, session.token));
		if (reply instanceof Failure) return reply;
		return refused(request, reply, session.token) ? refuseSession(session) : reply;
	}

	/** A session that another worker stored, or this process opened, after the refused one. */
	async function replacement(of: OpenSession): Promise<OpenSession | undefined> {
		const young = Date.now() - of.since < youngToken;
		for (let poll = 0; poll < (young ? storePolls : 1); poll += 1) {
			if (poll > 0) await sleep(storePollInterval);
			fields = await signing.reread();
			const known = knownSession(fields);
			if (known?.state === 'open' && known.token !== of.token) return known;
		}
		return undefined;
	}

	/** Lets n8n sign in, store the session and send the request with it. */
	async function signInAndSend(request: PbxRequest, old?: Session): Promise<PbxReply | Failure> {
		const data: Fields = { ...fields, sessionToken: old ? writeSession(old) : '' };
		const options = httpOptions(request, line);
		let reply: PbxReply | Failure;
		try {
			reply = asReply(await signing.sendSigningIn(options, data));
		} catch (error) {
			reply = networkFailure(error, line.origin, options);
		}
		// The hook put what it learnt into the data that was handed to it.
		fields = data;
		const known = knownSession(data);
		if (known?.state === 'failed') return signInFailure(known, Date);
		if (reply instanceof Failure || known?.state !== 'open') return reply;
		if (refused(request, reply, known.token)) refuseSession(known);
		return reply;
	}

	return async (request) => {
		const session = knownSession(fields);
		if (session?.state !== 'open') return await signInAndSend(request, session);
		const first = await sendWith(session, request);
		if (!isSession(first)) return first;
		const newer = await replacement(session);
		if (!newer) return await signInAndSend(request, first);
		const second = await sendWith(newer, request);
		return isSession(second) ? await signInAndSend(request, second) : second;
	};
}

function isSession(result: PbxReply | Failure | Session): result is Session {
	return 'fingerprint' in result;
}
