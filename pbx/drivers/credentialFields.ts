import { Failure, type CredentialInput } from '../model/failure';
import type { CredentialFields } from './driver';

/** A field of the credential as text; empty where it is absent or no text. */
export function credentialText(fields: CredentialFields, name: CredentialInput): string {
	const value = fields[name];
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** `what`: as in `user name`; `remedy`: where the PBX shows it. */
export function missing(input: CredentialInput, what: string, remedy: string): Failure {
	return new Failure('invalidInput', `The ${what} is missing`, remedy, undefined, input);
}

/** `what`: as in `time zone`; `remedy`: what a valid one looks like. */
export function notValid(input: CredentialInput, what: string, remedy: string): Failure {
	return new Failure('invalidInput', `The ${what} is not valid`, remedy, undefined, input);
}
