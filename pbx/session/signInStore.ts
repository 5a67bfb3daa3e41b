import { createHash } from 'crypto';

import type { Clock } from '../model/clock';
import type { CredentialFields, Driver } from '../drivers/driver';
import { Failure, type FailureKind } from '../model/failure';
import type { Send } from '../http/request';

interface Known {
	/** Names the credential's fields without telling them: changed fields make a new session. */
	fingerprint: string;
	/** When this was learnt, ms since 1970. */
	since: number;
}

/**
 * What is known about signing in with one set of credentials. It is kept in the credential's hidden
 * field, so that every worker of an n8n shares it.
 */
export type SignInState =
	| (Known & {
			state: 'open';
			token: string;
			/** When the PBX last showed that the token lives, ms since 1970. */
			proven: number;
	  })
	/** The PBX refused the token: the next sign-in replaces it. */
	| (Known & { state: 'refused'; token: string })
	/** The last sign-in did not succeed, and is not tried again before `retryAt` (ms since 1970). */
	| (Known & {
			state: 'failed';
			kind: FailureKind;
			message: string;
			remedy: string;
			pbxCode?: string;
			retryAt: number;
			attempts: number;
	  });

const minute = 60_000;

/** Five wrong passwords in a row lock the address out, so wrong ones are tried ever more rarely. */
const waitAfterWrongPassword = [3, 6, 12, 15] as const;

/** The newest knowledge of this process, which may be ahead of the stored one. */
const newestHere = new Map<string, SignInState>();
const signingIn = new Map<string, Promise<SignInState>>();

/** Every request asks for it, and a credential that was read does not change. */
const fingerprints = new WeakMap<CredentialFields, string>();

export function fingerprint(fields: CredentialFields): string {
	const known = fingerprints.get(fields);
	if (known !== undefined) return known;
	const named = Object.entries(fields).filter(([name]) => name !== 'sessionToken');
	const text = JSON.stringify(named.sort(([a], [b]) => (a < b ? -1 : 1)));
	const print = createHash('sha256').update(text).digest('hex').slice(0, 32);
	fingerprints.set(fields, print);
	return print;
}

/** What is known for these credentials: the newer of the stored session and this process's own. */
export function knownSession(fields: CredentialFields): SignInState | undefined {
	const print = fingerprint(fields);
	const stored = readSession(fields.sessionToken, print);
	const here = newestHere.get(print);
	if (!stored || !here) return stored ?? here;
	// A refusal is newer than the session it refuses.
	if (stored.state === 'refused' && here.state === 'open' && here.token === stored.token) {
		return stored;
	}
	return here.since > stored.since ? here : stored;
}

export function writeSession(session: SignInState): string {
	return JSON.stringify(session);
}

/** Notes that the PBX refused this token, so that nobody here uses it again. */
export function refuseSession(
	session: SignInState & { state: 'open' },
): SignInState & { state: 'refused' } {
	const { fingerprint: print, since, token } = session;
	const refused = { state: 'refused' as const, fingerprint: print, since, token };
	const here = newestHere.get(print);
	if (here?.state === 'open' && here.token === token) remember(refused);
	return refused;
}

/**
 * A session that was just proven or just opened, or the reason why there is none. Whoever asks at the
 * same time shares the answer; a sign-in that is known to be refused is not repeated early.
 */
export async function renewSession(
	fields: CredentialFields,
	driver: Driver,
	send: Send,
	clock: Pick<Clock, 'now'>,
): Promise<SignInState> {
	const print = fingerprint(fields);
	const running = signingIn.get(print);
	if (running) return await running;
	const renewal = renew(fields, driver, send, clock).finally(() => signingIn.delete(print));
	signingIn.set(print, renewal);
	return await renewal;
}

async function renew(
	fields: CredentialFields,
	driver: Driver,
	send: Send,
	clock: Pick<Clock, 'now'>,
): Promise<SignInState> {
	const known = knownSession(fields);
	if (known?.state === 'failed' && clock.now() < known.retryAt) return known;
	if (known?.state === 'open') {
		// Somebody here signed in since the caller read its session.
		if (readSession(fields.sessionToken, known.fingerprint)?.state === 'refused') return known;
		const alive = await stillAlive(driver, send, known.token);
		if (alive instanceof Failure) return remember(failed(fields, alive, known, clock));
		if (alive) return remember({ ...known, proven: clock.now() });
	}
	const token = await driver.authenticator.signIn(send);
	if (token instanceof Failure) return remember(failed(fields, token, known, clock));
	const now = clock.now();
	return remember({
		state: 'open',
		fingerprint: fingerprint(fields),
		since: now,
		token,
		proven: now,
	});
}

/** Why there is no session, with the time of the next try, as a failure to show. */
export function signInFailure(
	session: SignInState & { state: 'failed' },
	clock: Pick<Clock, 'now'>,
): Failure {
	const seconds = Math.ceil((session.retryAt - clock.now()) / 1000);
	const pause =
		seconds > 1
			? ` n8n does not try these credentials again for ${duration(seconds)}; changed ones are tried at once.`
			: '';
	return new Failure(session.kind, session.message, session.remedy + pause, session.pbxCode);
}

async function stillAlive(driver: Driver, send: Send, token: string): Promise<boolean | Failure> {
	const { probe, sign, refused, probeFailure } = driver.authenticator;
	const reply = await send(sign(probe, token));
	if (reply instanceof Failure) return reply;
	if (refused(probe, reply, token)) return false;
	return probeFailure(reply) ?? true;
}

function failed(
	fields: CredentialFields,
	failure: Failure,
	known: SignInState | undefined,
	clock: Pick<Clock, 'now'>,
): SignInState {
	const { kind, message, remedy, pbxCode } = failure;
	const wrongBefore =
		known?.state === 'failed' && known.kind === 'authenticationFailed' ? known.attempts : 0;
	const now = clock.now();
	return {
		state: 'failed',
		fingerprint: fingerprint(fields),
		since: now,
		kind,
		message,
		remedy,
		pbxCode,
		attempts: kind === 'authenticationFailed' ? wrongBefore + 1 : 0,
		retryAt: now + waitAfter(kind, wrongBefore),
	};
}

function waitAfter(kind: FailureKind, wrongBefore: number): number {
	if (kind === 'lockedOut') return minute;
	// Enough for the items of one run to share one attempt.
	if (kind !== 'authenticationFailed') return 1000;
	return (waitAfterWrongPassword[wrongBefore] ?? 15) * minute;
}

function remember(session: SignInState): SignInState {
	newestHere.delete(session.fingerprint);
	newestHere.set(session.fingerprint, session);
	const [oldest] = newestHere.keys();
	if (newestHere.size > 500 && oldest !== undefined) newestHere.delete(oldest);
	return session;
}

/** The stored session, unless it belongs to other credentials or is nothing of ours. */
function readSession(stored: unknown, print: string): SignInState | undefined {
	if (typeof stored !== 'string' || !stored.startsWith('{')) return undefined;
	try {
		const session: unknown = JSON.parse(stored);
		return isSession(session) && session.fingerprint === print ? session : undefined;
	} catch {
		return undefined;
	}
}

function isSession(value: unknown): value is SignInState {
	if (typeof value !== 'object' || value === null) return false;
	if (!('state' in value && 'fingerprint' in value && 'since' in value)) return false;
	if (value.state === 'open') return 'token' in value && 'proven' in value;
	if (value.state === 'refused') return 'token' in value;
	return value.state === 'failed' && 'retryAt' in value && 'kind' in value;
}

function duration(seconds: number): string {
	if (seconds < 90) return `${seconds} s`;
	return `${Math.ceil(seconds / 60)} min`;
}
