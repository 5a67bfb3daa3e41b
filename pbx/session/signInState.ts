import type { FailureKind, InputName } from '../model/failure';

interface Learned {
	/** Names the credentials without revealing them: changed ones sign in anew. */
	fingerprint: string;
	/** ms since 1970. */
	learnedAtMs: number;
}

export interface OpenSession extends Learned {
	state: 'open';
	session: string;
	/** When the PBX last accepted it, ms since 1970. */
	verifiedAtMs: number;
	/** When it is renewed before use, ms since 1970; absent: it lasts until the PBX refuses it. */
	expiresAtMs?: number;
}

/** The PBX refused the session: the next sign-in replaces it. */
export interface RefusedSession extends Learned {
	state: 'refused';
	session: string;
}

/** The last sign-in failed, and is not tried again before `retryAtMs` (since 1970). */
export interface FailedSignIn extends Learned {
	state: 'failed';
	kind: FailureKind;
	message: string;
	remedy: string;
	pbxCode?: string;
	input?: InputName;
	retryAtMs: number;
	/** Refused passwords since the last sign-in that succeeded. */
	attempts: number;
}

/** What is known about signing in with one set of credentials. */
export type SignInState = OpenSession | RefusedSession | FailedSignIn;

/** What names one set of credentials, and the text that is stored with them. */
export interface StoredSignIn {
	readonly fingerprint: string;
	readonly text: string;
}

/** Whether the session can be used without being renewed first. */
export function isUsable(state: SignInState | undefined, nowMs: number): state is OpenSession {
	return state?.state === 'open' && nowMs < (state.expiresAtMs ?? Infinity);
}

export function writeSignIn(state: SignInState): string {
	return JSON.stringify(state);
}

const states = new WeakMap<StoredSignIn, SignInState | 'none'>();

/** The stored state, unless it belongs to other credentials or was not written here. */
export function readSignIn(stored: StoredSignIn): SignInState | undefined {
	const state = states.get(stored) ?? parseSignIn(stored) ?? 'none';
	states.set(stored, state);
	return state === 'none' ? undefined : state;
}

function parseSignIn({ fingerprint, text }: StoredSignIn): SignInState | undefined {
	if (!text.startsWith('{')) return undefined;
	try {
		const state: unknown = JSON.parse(text);
		return isSignInState(state) && state.fingerprint === fingerprint ? state : undefined;
	} catch {
		return undefined;
	}
}

function isSignInState(value: unknown): value is SignInState {
	if (typeof value !== 'object' || value === null) return false;
	const { state, session, ...rest }: Readonly<Record<string, unknown>> = { ...value };
	const isLearned = typeof rest.fingerprint === 'string' && isTime(rest.learnedAtMs);
	if (!isLearned) return false;
	if (state === 'refused') return typeof session === 'string';
	if (state === 'open') {
		const { expiresAtMs, verifiedAtMs } = rest;
		const expires = expiresAtMs === undefined || isTime(expiresAtMs);
		return typeof session === 'string' && isTime(verifiedAtMs) && expires;
	}
	const texts = [rest.kind, rest.message, rest.remedy].every((text) => typeof text === 'string');
	return state === 'failed' && texts && isTime(rest.retryAtMs) && isTime(rest.attempts);
}

function isTime(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}
