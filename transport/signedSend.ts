import { sleep, type ICredentialDataDecryptedObject, type IHttpRequestOptions } from 'n8n-workflow';

import { Failure } from '../pbx/model/failure';
import { executionCancelled } from '../pbx/model/failures/general';
import type { PbxReply, PbxRequest, Send } from '../pbx/http/request';
import { knownSignIn, mustWait, refuseSession, signInFailure } from '../pbx/session/signInMemory';
import {
	isUsable,
	type OpenSession,
	type RefusedSession,
	type SignInState,
} from '../pbx/session/signInState';
import type { OpenCredential } from './credential';
import { defaultTimeoutMs } from './credentialFields';
import { exchange, httpOptions } from './httpSend';
import { storedSignIn, withSignIn } from './storedSignIn';

type Fields = ICredentialDataDecryptedObject;

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

// Another process that signs in at the same moment may end our new session before its own is stored.
const youngSessionMs = 5_000;
const storePolls = 10;
const storePollIntervalMs = 150;

/** The first try, one after our sign-in, one more because another process's sign-in may end ours. */
const maxTries = 3;

/** So that a PBX that names no pause is not asked without one. */
const minBusyPauseMs = 100;
const busyPollIntervalMs = 100;

/** For so long a PBX that refused a new session on its first use is not asked for the next one. */
const pauseAfterRefusedMs = 60_000;

/** The PBX refused the session, and therefore did not act. */
class SessionRefused {
	constructor(
		readonly session: RefusedSession,
		readonly reply: PbxReply,
	) {}
}

type Sent = PbxReply | Failure | SessionRefused;

/**
 * A `send` that signs requests with the shared session. A request whose session the PBX refused was not
 * carried out, so it is sent once more with a new one. A PBX that says that requests come too often did
 * not act either: it gets the request again after its pause, if the time-out allows. Nothing else is ever
 * repeated.
 */
export function signedSend({ driver, connection }: OpenCredential, signing: Signing): Send {
	const { sign, refused, busyForMs } = driver.authenticator;
	const { fingerprint } = storedSignIn(signing.fields);
	let { fields } = signing;
	/** The last session that was opened here and that no request has used with success yet. */
	let unproven: string | undefined;
	/** Set when the PBX refused such a session: it may refuse every one. */
	let fruitless: { reply: PbxReply; untilMs: number } | undefined;

	const known = () => knownSignIn(storedSignIn(fields), Date.now());
	const isRepointed = () => storedSignIn(fields).fingerprint !== fingerprint;

	async function sendWith(session: OpenSession, request: PbxRequest): Promise<Sent> {
		return judged(await signing.send(sign(request, session.session)), request, session);
	}

	function judged(reply: PbxReply | Failure, request: PbxRequest, session: OpenSession): Sent {
		if (reply instanceof Failure) return reply;
		const isOfOurs = session.session === unproven;
		if (isOfOurs) unproven = undefined;
		if (!refused(request, reply, session.session)) return reply;
		if (isOfOurs) fruitless = { reply, untilMs: performance.now() + pauseAfterRefusedMs };
		return new SessionRefused(refuseSession(session), reply);
	}

	/** Lets n8n sign in, store the session and send the request with it. */
	async function signInAndSend(request: PbxRequest, old?: SignInState): Promise<Sent> {
		if (fruitless && performance.now() < fruitless.untilMs) return fruitless.reply;
		const data = withSignIn(fields, old);
		const options = httpOptions(request, connection);
		const reply = await exchange(
			connection.origin,
			options,
			async () => await signing.sendSigningIn(options, data),
			defaultTimeoutMs,
		);
		// The hook put what it learnt into the data that was handed to it.
		fields = data;
		const state = known();
		if (state?.state === 'failed') return signInFailure(state, Date);
		if (state?.state !== 'open') return reply;
		unproven = state.session;
		return judged(reply, request, state);
	}

	/** A session that another worker stored, or this process opened, after one that cannot be used. */
	async function replacement(old: OpenSession | RefusedSession): Promise<OpenSession | undefined> {
		const young = old.state === 'refused' && Date.now() - old.learnedAtMs < youngSessionMs;
		for (let poll = 0; poll < (young ? storePolls : 1); poll += 1) {
			if (poll > 0) await sleep(storePollIntervalMs);
			if (connection.cancelled?.aborted) return undefined;
			fields = await signing.reread();
			if (isRepointed()) return undefined;
			const state = known();
			if (isUsable(state, Date.now()) && state.session !== old.session) return state;
		}
		return undefined;
	}

	/**
	 * What is known, after what is stored was read again where the known state is not usable: another
	 * process may have signed in, or been refused, since.
	 */
	async function current(): Promise<SignInState | undefined> {
		const state = known();
		if (state === undefined || isUsable(state, Date.now())) return state;
		fields = await signing.reread();
		return isRepointed() ? undefined : (known() ?? state);
	}

	async function sendSigned(request: PbxRequest): Promise<PbxReply | Failure> {
		if (isRepointed()) return credentialChanged();
		let state = await current();
		for (let tries = 1; ; tries += 1) {
			if (isRepointed()) return credentialChanged();
			if (mustWait(state, Date.now())) return signInFailure(state, Date);
			const sent: Sent = isUsable(state, Date.now())
				? await sendWith(state, request)
				: await signInAndSend(request, state);
			if (!(sent instanceof SessionRefused)) return sent;
			if (tries === maxTries) return sent.reply;
			state = (await replacement(sent.session)) ?? sent.session;
		}
	}

	/** On the process's own clock, which never jumps; ends early when the execution is cancelled. */
	async function pauseUntil(endsAtMs: number): Promise<void> {
		for (let leftMs = endsAtMs - performance.now(); leftMs > 0; ) {
			if (connection.cancelled?.aborted) return;
			await sleep(Math.min(leftMs, busyPollIntervalMs));
			leftMs = endsAtMs - performance.now();
		}
	}

	return async (request) => {
		const endsAtMs = performance.now() + (request.timeoutMs ?? connection.timeoutMs);
		for (;;) {
			const reply = await sendSigned(request);
			const pauseMs = reply instanceof Failure ? undefined : busyForMs?.(reply);
			if (pauseMs === undefined || performance.now() + pauseMs >= endsAtMs) return reply;
			await pauseUntil(performance.now() + Math.max(pauseMs, minBusyPauseMs));
			if (connection.cancelled?.aborted) return executionCancelled();
		}
	};
}

/** The execution began with another address or other credentials than the ones that hold now. */
function credentialChanged(): Failure {
	return new Failure(
		'authenticationFailed',
		'The credential was changed while the execution was running',
		'Run it again: the next run uses the credential as it is now.',
	);
}
