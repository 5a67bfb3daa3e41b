import { randomUUID } from 'crypto';

/** An id for a call of ours; it also shows in the call records of the PBX. */
export function newId(): string {
	return `n8n-${randomUUID()}`;
}
