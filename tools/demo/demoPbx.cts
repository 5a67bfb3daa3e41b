import type { CredentialRef } from '../n8n/api/credentials.cts';
import type { RestSession } from '../n8n/api/rest.cts';

/** A PBX on which an agent is talking to a customer. */
export interface DemoPbx {
	supervisor: string;
	agent: string;
	/** What there is before the CRM's event. */
	introduction: string[];
	createCredential(session: RestSession): Promise<CredentialRef>;
	/** Read on the phones themselves, not from what n8n says. */
	afterTheEvent(): Promise<OnThePhones>;
	/** What a person can open in a browser meanwhile: a name and an address each. */
	places: [string, string][];
	close(): Promise<void>;
}

export interface OnThePhones {
	whisper: 'heard' | 'notHeard';
	lines: string[];
}
