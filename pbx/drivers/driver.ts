import type { Clock } from '../model/clock';
import type { EventSource } from '../model/events';
import type { CredentialInput, Failure } from '../model/failure';
import type { Pbx } from '../model/pbx';
import type { PbxReply, PbxRequest, Send } from '../http/request';

/** The fields of the credential, as the user filled them in. */
export type CredentialFields = Readonly<Record<string, unknown>>;

/** What a sign-in gave. */
export interface SignedIn {
	/**
	 * Whatever the driver needs to sign requests and to renew the session, as one text that only the
	 * driver reads. Empty where the PBX has no sessions.
	 */
	session: string;
	/** ms after which it is renewed before use; absent: it is used until the PBX refuses it. */
	lifetimeMs?: number;
}

/** A harmless request that succeeds only with a valid session. */
export interface Probe {
	request: PbxRequest;
	/** Why the reply to a request that was not refused is not the one of a PBX. */
	failure(reply: PbxReply): Failure | undefined;
}

/** What the credential needs of a driver: sign-in, and the use of what it gave. */
export interface Authenticator {
	/**
	 * Opens a session. `previous` is the one that expired or was refused, for a PBX that refreshes
	 * sessions. Where every request carries the credentials themselves (Basic), this sends the probe, so
	 * that wrong ones are remembered and not tried again with every request.
	 */
	signIn(send: Send, previous?: string): Promise<SignedIn | Failure>;
	/** The request as the PBX accepts it: signed in its query, a header, a cookie or its body. */
	sign(unsigned: PbxRequest, session: string): PbxRequest;
	/** Whether the PBX refused the session itself, and therefore did not act on the request. */
	refused(unsigned: PbxRequest, reply: PbxReply, session: string): boolean;
	/**
	 * ms after which a PBX that took this request for one too many, and therefore did not act on it, will
	 * take it; undefined for every other reply.
	 */
	busyForMs?(reply: PbxReply): number | undefined;
	probe: Probe;
}

/** One PBX, as a driver sees it: its configuration is read, nothing is sent yet. */
export interface Driver {
	authenticator: Authenticator;
	/** `send` signs and renews sessions: the parts of the PBX only see requests and replies. */
	connect(send: Send, clock: Clock): Pbx;
}

/** A kind of PBX, as the user chooses it. */
export interface Family {
	/** Its name in both nodes and in the credential. */
	label: string;
	open(fields: CredentialFields): Driver | Failure;
	/** How it reports what happens on its phones; absent where it does not. */
	events?: EventSource;
	/** What it reads of the credential, beside the address of the PBX. */
	credentialInputs: readonly CredentialInput[];
}
