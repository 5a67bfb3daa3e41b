import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { writeSignIn, type SignInState, type StoredSignIn } from '../pbx/session/signInState';
import { sessionField } from './credentialFields';

type Fields = ICredentialDataDecryptedObject;

/** Every request asks for it, and a credential that was read does not change. */
const fingerprints = new WeakMap<Fields, string>();

/** Names the credential's fields without revealing them. */
function fingerprintOf(fields: Fields): string {
	const known = fingerprints.get(fields);
	if (known !== undefined) return known;
	const entered = Object.entries(fields).filter(([name]) => name !== sessionField);
	const text = JSON.stringify(entered.sort(([a], [b]) => (a < b ? -1 : 1)));
	const fingerprint = createHash('sha256').update(text).digest('hex').slice(0, 32);
	fingerprints.set(fields, fingerprint);
	return fingerprint;
}

export function storedSignIn(fields: Fields): StoredSignIn {
	const text = fields[sessionField];
	return { fingerprint: fingerprintOf(fields), text: typeof text === 'string' ? text : '' };
}

/** The credential's fields with another state of the sign-in. */
export function withSignIn(fields: Fields, state: SignInState | undefined): Fields {
	return { ...fields, [sessionField]: state ? writeSignIn(state) : '' };
}
