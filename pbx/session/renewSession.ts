import type { Authenticator } from '../drivers/driver';
import type { Send } from '../http/request';
import type { Clock } from '../model/clock';
import { Failure } from '../model/failure';
import { knownSignIn, mustWait, remember, rememberFailure } from './signInMemory';
import { isUsable, readSignIn, type SignInState, type StoredSignIn } from './signInState';

const running = new Map<string, Promise<SignInState>>();

/** Sign-ins beside the shared session, the last of each fingerprint. */
const separate = new Map<string, Promise<unknown>>();

/**
 * A session that was just verified, renewed or opened, or the reason why there is none. Callers at the
 * same time share the answer; a sign-in that is known to be refused is not repeated early.
 */
export async function renewSession(
	stored: StoredSignIn,
	authenticator: Authenticator,
	send: Send,
	clock: Pick<Clock, 'now'>,
	{ isTest = false } = {},
): Promise<SignInState> {
	const { fingerprint } = stored;
	const renewal =
		running.get(fingerprint) ??
		renewInTurn(stored, authenticator, send, clock, isTest).finally(() =>
			running.delete(fingerprint),
		);
	running.set(fingerprint, renewal);
	return await renewal;
}

/** Runs a sign-in that is not shared while no other one with these credentials runs. */
export async function afterRenewals<Result>(
	fingerprint: string,
	signIn: () => Promise<Result>,
): Promise<Result> {
	const before = [running.get(fingerprint), separate.get(fingerprint)];
	const turn = Promise.allSettled(before).then(signIn);
	separate.set(fingerprint, turn);
	try {
		return await turn;
	} finally {
		if (separate.get(fingerprint) === turn) separate.delete(fingerprint);
	}
}

async function renewInTurn(...order: Parameters<typeof renew>): Promise<SignInState> {
	await Promise.allSettled([separate.get(order[0].fingerprint)]);
	return await renew(...order);
}

async function renew(
	stored: StoredSignIn,
	authenticator: Authenticator,
	send: Send,
	clock: Pick<Clock, 'now'>,
	isTest: boolean,
): Promise<SignInState> {
	const { fingerprint } = stored;
	const known = knownSignIn(stored, clock.now());
	if (mustWait(known, clock.now()) && !isTest) return known;
	if (isUsable(known, clock.now())) {
		// The caller could not use the session it has, and this process has a newer one.
		const callers = readSignIn(stored);
		if (callers && callers.state !== 'failed' && !isUsable(callers, clock.now())) return known;
		const accepted = await isAccepted(authenticator, send, known.session);
		if (accepted instanceof Failure) return rememberFailure(accepted, fingerprint, known, clock);
		if (accepted) return remember({ ...known, verifiedAtMs: clock.now() });
	}
	const previous = known?.state === 'failed' ? undefined : known?.session;
	const signedIn = await authenticator.signIn(send, previous);
	if (signedIn instanceof Failure) return rememberFailure(signedIn, fingerprint, known, clock);
	const { session, lifetimeMs } = signedIn;
	const now = clock.now();
	return remember({
		state: 'open',
		fingerprint,
		learnedAtMs: now,
		session,
		verifiedAtMs: now,
		expiresAtMs: lifetimeMs === undefined ? undefined : now + lifetimeMs,
	});
}

async function isAccepted(
	{ probe, sign, refused }: Authenticator,
	send: Send,
	session: string,
): Promise<boolean | Failure> {
	const reply = await send(sign(probe.request, session));
	if (reply instanceof Failure) return reply;
	if (refused(probe.request, reply, session)) return false;
	return probe.failure(reply) ?? true;
}
