import type { Clock } from '../model/clock';
import { Failure, type FailureKind } from '../model/failure';
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

/** Five wrong passwords in a row lock the address out, so wrong ones are tried ever more rarely. */
const pausesAfterWrongPasswordMs = [3 * minute, 6 * minute, 12 * minute] as const;
const longestPauseMs = 15 * minute;

const maxRemembered = 500;

/** The newest knowledge of this process, which may be ahead of the stored one. */
const newestHere = new Map<string, SignInState>();

/** The newer of what is stored and what this process knows. */
export function knownSignIn(stored: StoredSignIn): SignInState | undefined {
	const there = readSignIn(stored);
	const here = newestHere.get(stored.fingerprint);
	if (!there || !here) return there ?? here;
	// A refusal is newer than the session it refuses.
	if (there.state === 'refused' && here.state === 'open' && here.session === there.session) {
		return there;
	}
	return here.learnedAtMs > there.learnedAtMs ? here : there;
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
	{ kind, message, remedy, pbxCode, input }: Failure,
	fingerprint: string,
	before: SignInState | undefined,
	{ now }: Pick<Clock, 'now'>,
): FailedSignIn {
	const wrongBefore =
		before?.state === 'failed' && before.kind === 'authenticationFailed' ? before.attempts : 0;
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
		attempts: kind === 'authenticationFailed' ? wrongBefore + 1 : 0,
		retryAtMs: learnedAtMs + pauseAfter(kind, wrongBefore),
	});
}

function pauseAfter(kind: FailureKind, wrongBefore: number): number {
	if (kind === 'lockedOut') return minute;
	// Enough for the items of one run to share one attempt.
	if (kind !== 'authenticationFailed') return 1000;
	return pausesAfterWrongPasswordMs[wrongBefore] ?? longestPauseMs;
}

/** Why there is no session, with the time of the next try, as a failure to show. */
export function signInFailure(failed: FailedSignIn, { now }: Pick<Clock, 'now'>): Failure {
	const { kind, message, remedy, pbxCode, input } = failed;
	const seconds = Math.ceil((failed.retryAtMs - now()) / 1000);
	const pause =
		seconds > 1
			? ` n8n does not try these credentials again for ${duration(seconds)}; changed ones are tried at once.`
			: '';
	return new Failure(kind, message, remedy + pause, pbxCode, input);
}

function duration(seconds: number): string {
	return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
