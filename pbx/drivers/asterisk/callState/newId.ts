import { randomBytes } from 'crypto';

/** An id for a call of ours, of 32 characters at most; it also shows in the call records of the PBX. */
export function newId(mark: string): string {
	return `${mark}${randomBytes(12).toString('hex')}`;
}
