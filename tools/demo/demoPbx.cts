import type { ServedSwitchboard } from '../../simulator/switchboard/serveSwitchboard.cts';
import type { ActResult } from '../../simulator/switchboard/switchboard.cts';
import type { CredentialRef } from '../n8n/api/credentials.cts';
import type { RestSession } from '../n8n/api/rest.cts';

/** A PBX on which agents are talking to customers. */
export interface DemoPbx {
	supervisor: string;
	agent: string;
	/** A supervisor whose phone rings until somebody picks it up, and whom that one is put on. */
	ringing: { supervisor: string; agent: string };
	/** What the extensions of the examples are called here. */
	numbers: Readonly<Record<string, string>>;
	/** The page that shows the phones. */
	page: ServedSwitchboard;
	/** What there is before the CRM's event. */
	introduction: string[];
	createCredential(session: RestSession): Promise<CredentialRef>;
	/** Read on the phones themselves, not from what n8n says. */
	afterTheEvent(): Promise<OnThePhones>;
	/** What a person does so that the supervisor is free again: a command, or a sentence. */
	freeTheSupervisor: string;
	/** What a person can open in a browser meanwhile: a name and an address each. */
	places: [string, string][];
	close(): Promise<void>;
}

export interface OnThePhones {
	whisper: 'heard' | 'notHeard';
	lines: string[];
}

/** Posts to a webhook of the demo's n8n, and says what that answered. */
export type Fire = (path: string, body: object) => Promise<ActResult>;
