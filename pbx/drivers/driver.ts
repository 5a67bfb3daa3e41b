import type { Clock } from '../model/clock';
import type { Failure } from '../model/failure';
import type { Pbx } from '../model/pbx';
import type { PbxReply, PbxRequest, Send } from '../http/request';

/** The fields of the credential, as n8n stores them. */
export type CredentialFields = Readonly<Record<string, unknown>>;

/** What the credential needs of a driver: sign-in, and the use of what it gave. */
export interface Authenticator {
	/** Signs in once and gives the token (or cookie) that proves it. */
	signIn(send: Send): Promise<string | Failure>;
	/** The request as it must look to be accepted. */
	sign(unsigned: PbxRequest, token: string): PbxRequest;
	/** Whether the PBX refused the token itself, and therefore did not act on the request. */
	refused(unsigned: PbxRequest, reply: PbxReply, token: string): boolean;
	/** A harmless request that only a live token gets an answer to. */
	probe: PbxRequest;
	/** Why the reply to the probe, with a token that was not refused, is not the one of a PBX. */
	probeFailure(reply: PbxReply): Failure | undefined;
}

/** One PBX, as a driver sees it: settings read, nothing sent yet. */
export interface Driver {
	authenticator: Authenticator;
	/** `send` signs and heals: the parts of the PBX only see requests and replies. */
	connect(send: Send, clock: Clock): Pbx;
}
