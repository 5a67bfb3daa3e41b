import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { writeSignIn, type SignInState, type StoredSignIn } from '../pbx/session/signInState';
import { sessionField } from './credentialFields';

type Fields = ICredentialDataDecryptedObject;

/** Every request asks for it, and of a credential that was read only the session changes. */
const known = new WeakMap<Fields, StoredSignIn>();

export function storedSignIn(fields: Fields): StoredSignIn {
	const session = fields[sessionField];
	const text = typeof session === 'string' ? session : '';
	const before = known.get(fields);
	if (before?.text === text) return before;
	const stored = { fingerprint: before?.fingerprint ?? fingerprintOf(fields), text };
	known.set(fields, stored);
	return stored;
}

/** Names the credential's fields without revealing them. */
function fingerprintOf(fields: Fields): string {
	const entered = Object.entries(fields).filter(([name]) => name !== sessionField);
	const text = JSON.stringify(entered.sort(([a], [b]) => (a < b ? -1 : 1)));
	return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** The credential's fields with another state of the sign-in. */
export function withSignIn(fields: Fields, state: SignInState | undefined): Fields {
	return { ...fields, [sessionField]: state ? writeSignIn(state) : '' };
}
