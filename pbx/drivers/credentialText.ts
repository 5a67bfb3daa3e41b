import type { CredentialFields } from './driver';

/** A field of the credential as text; empty where it is absent or no text. */
export function credentialText(fields: CredentialFields, name: string): string {
	const value = fields[name];
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
