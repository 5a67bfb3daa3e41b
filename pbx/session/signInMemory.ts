import type { Clock } from '../model/clock';
import { Failure, type FailureKind } from '../model/failure';
import { RefusedSignIn } from './refusedSignIn';
import {
	readSignIn,
	type FailedSignIn,
	type OpenSession,
	type RefusedSession,
	type SignInState,
	type StoredSignIn,
} from './signInState';

// Who may try to sign in when. What one process learns is remembered here until it is stored.

const minute = 60_000;

/**
 * Five wrong passwords in a row lock the address out, so the same ones are tried three times: at first,
 * and after each of these pauses. Then only a test by a person tries them again.
 */
const pausesAfterWrongPasswordMs = [3 * minute, 6 * minute] as const;
const maxWrongPasswords = pausesAfterWrongPasswordMs.length + 1;

/** For so long a PBX keeps an address locked out. */
const lockOutMs = 10 * minute;
const longestPauseMs = lockOutMs;

/**
 * Processes that share a stored refusal would all try again in the moment in which its pause ends. Each
 * waits that much longer, so that one is first and the others find its result stored.
 */
const ownDelayMs = Math.floor(Math.random() * minute);

const maxRemembered = 500;

/** The newest knowledge of this process, which may be ahead of the stored one. */
const newestHere = new Map<string, SignInState>();

/** The newer of what is stored and what this process knows. */
export function knownSignIn(stored: StoredSignIn, nowMs: number): SignInState | undefined {
	const there = withPossibleTimes(readSignIn(stored), nowMs);
	const here = withPossibleTimes(newestHere.get(stored.fingerprint), nowMs);
	if (!there || !here) return there ?? here;
	if (there.state === 'failed' && here.state === 'failed') {
		const attempts = Math.max(there.attempts, here.attempts);
		return { ...(here.learnedAtMs > there.learnedAtMs ? here : there), attempts };
	}
	if (there.state !== 'failed' && here.state !== 'failed') {
		// A refusal is newer than the session it refuses.
		if (there.session === here.session) {
			if (there.state === 'refused') return there;
			if (here.state === 'refused') return here;
			return here.verifiedAtMs > there.verifiedAtMs ? here : there;
		}
		// The clock of the process that stored another session may be behind ours.
		if (here.state === 'refused' && there.state === 'open') return there;
	}
	return here.learnedAtMs > there.learnedAtMs ? here : there;
}

/**
 * Clocks jump, and those of two machines differ: a time in the future was not learned then, and a pause
 * that began then, or that is longer than any, is over.
 */
function withPossibleTimes(state: SignInState | undefined, nowMs: number): SignInState | undefined {
	if (!state) return undefined;
	const learnedAtMs = Math.min(state.learnedAtMs, nowMs);
	if (state.state === 'open') {
		const verifiedAtMs = state.verifiedAtMs > nowMs ? 0 : state.verifiedAtMs;
		return { ...state, learnedAtMs, verifiedAtMs };
	}
	if (state.state === 'refused') return { ...state, learnedAtMs };
	const isPossible = state.learnedAtMs <= nowMs && state.retryAtMs - nowMs <= longestPauseMs;
	return isPossible ? state : { ...state, learnedAtMs, retryAtMs: 0 };
}

/** Whether signing in must wait: a pause goes on, or only a test by a person may try again. */
export function mustWait(state: SignInState | undefined, nowMs: number): state is FailedSignIn {
	if (state?.state !== 'failed') return false;
	return isGivenUp(state) || nowMs < retryTimeMs(state);
}

function isGivenUp({ attempts }: FailedSignIn): boolean {
	return attempts >= maxWrongPasswords;
}

function retryTimeMs({ kind, retryAtMs }: FailedSignIn): number {
	const isAboutPassword = kind === 'authenticationFailed' || kind === 'lockedOut';
	return isAboutPassword && retryAtMs > 0 ? retryAtMs + ownDelayMs : retryAtMs;
}

export function remember<State extends SignInState>(state: State): State {
	newestHere.delete(state.fingerprint);
	newestHere.set(state.fingerprint, state);
	const [oldest] = newestHere.keys();
	if (newestHere.size > maxRemembered && oldest !== undefined) newestHere.delete(oldest);
	return state;
}

/** Notes that the PBX refused this session, so that nothing in this process uses it again. */
export function refuseSession({ fingerprint, learnedAtMs, session }: OpenSession): RefusedSession {
	const refused: RefusedSession = { state: 'refused', fingerprint, learnedAtMs, session };
	const here = newestHere.get(fingerprint);
	return here?.state === 'open' && here.session === session ? remember(refused) : refused;
}

/** Notes why a sign-in failed, and when it may be tried again. */
export function rememberFailure(
	failure: Failure,
	fingerprint: string,
	before: SignInState | undefined,
	{ now }: Pick<Clock, 'now'>,
): FailedSignIn {
	const { kind, message, remedy, pbxCode, input } = failure;
	const wrongBefore = before?.state === 'failed' ? before.attempts : 0;
	const learnedAtMs = now();
	return remember({
		state: 'failed',
		fingerprint,
		learnedAtMs,
		kind,
		message,
		remedy,
		pbxCode,
		input,
		attempts: kind === 'authenticationFailed' ? attemptsAfter(failure, wrongBefore) : wrongBefore,
		retryAtMs: learnedAtMs + pauseOf(failure, wrongBefore),
	});
}

/** One more; all of them, where the PBX would block n8n after the next. */
function attemptsAfter(failure: Failure, wrongBefore: number): number {
	const { triesLeft = Infinity } = failure instanceof RefusedSignIn ? failure.outlook : {};
	return triesLeft <= 1 ? maxWrongPasswords : wrongBefore + 1;
}

/** The pause that the PBX named, which after a wrong password may only lengthen ours. */
function pauseOf(failure: Failure, wrongBefore: number): number {
	const usualMs = pauseAfter(failure.kind, wrongBefore);
	const { pauseMs } = failure instanceof RefusedSignIn ? failure.outlook : {};
	if (pauseMs === undefined) return usualMs;
	const atLeastMs = failure.kind === 'authenticationFailed' ? usualMs : 1000;
	return Math.min(Math.max(pauseMs, atLeastMs), longestPauseMs);
}

function pauseAfter(kind: FailureKind, wrongBefore: number): number {
	if (kind === 'lockedOut') return lockOutMs;
	// Enough for the items of one run to share one attempt.
	if (kind !== 'authenticationFailed') return 1000;
	return pausesAfterWrongPasswordMs[wrongBefore] ?? longestPauseMs;
}

/** Why there is no session, and when the next try may be, as a failure to show. */
export function signInFailure(failed: FailedSignIn, { now }: Pick<Clock, 'now'>): Failure {
	const { kind, message, remedy, pbxCode, input } = failed;
	return new Failure(kind, message, remedy + nextTry(failed, now()), pbxCode, input);
}

function nextTry(failed: FailedSignIn, nowMs: number): string {
	if (isGivenUp(failed)) {
		return ' n8n does not try these credentials again by itself: change them, or test the credential.';
	}
	const seconds = Math.ceil((retryTimeMs(failed) - nowMs) / 1000);
	if (seconds <= 1) return '';
	return ` n8n does not try these credentials again for ${duration(seconds)}; changed ones are tried at once.`;
}

function duration(seconds: number): string {
	return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
