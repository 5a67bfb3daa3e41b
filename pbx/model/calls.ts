import type { CurrentCall } from './currentCall';
import type { Extension } from './extension';
import type { Done, Failure } from './failure';

export interface DialRequest {
	/** The extension that makes the call: its phone rings first. */
	from: string;
	/** The number that is called when `from` has answered. */
	to: string;
	/** ms that the phone of `from` may ring, where the PBX takes a time with the request. */
	ringTimeoutMs?: number;
	/** Whether the phone of `from` is asked to answer automatically. */
	autoAnswer?: boolean;
}

/** `accepted`: the PBX began to call `from` and reports no more. `answered`: `from` picked up. */
export interface DialStarted {
	result: 'accepted' | 'answered';
	/** The PBX's id of the new call. */
	callId?: string;
}

export interface PromptRequest {
	/** Names of audio files on the PBX, without suffix, in the order in which they are played. */
	prompts: string[];
	to: { kind: 'extension' | 'external'; number: string };
	/** Whether the phone of an extension is asked to answer automatically. */
	autoAnswer?: boolean;
}

/** The other party is parked. */
export interface Parked {
	result: 'done';
	/** The number that is dialled to get the call back. */
	parkingSlot?: string;
}

/**
 * A transfer that asks the target first: `start` connects the extension with it while the other party
 * waits, `complete` hands the other party over to it, `cancel` brings the other party back.
 */
export type TransferStep = { step: 'start'; to: string } | { step: 'complete' | 'cancel' };

/**
 * `accepted`: the PBX began to call the target and reports no more. `consulting`: it calls the target,
 * or has connected the extension with it. `done`: the transfer is completed or cancelled.
 */
export type TransferProgress = 'accepted' | 'consulting' | 'done';

/** A call that exists now. */
export interface LiveCall {
	direction: CurrentCall['direction'];
	/** The PBX's id of the call; internal calls have none on some PBXs. */
	id?: string;
	/** Who called. */
	from?: string;
	/** The number that was called. */
	to?: string;
	trunk?: string;
	/** The extensions in the call, each with the state of its phone. */
	extensions: CallParty[];
	state: LiveCallState;
	/** When the call began, ms since 1970. */
	startedAtMs?: number;
}

export type CallParty = Pick<Extension, 'number' | 'name' | 'state'>;

/** `waiting`: in a queue. `unknown`: the PBX does not report it, or not of which call. */
export type LiveCallState = 'ringing' | 'talking' | 'onHold' | 'waiting' | 'unknown';

/**
 * The calls of the PBX, and control of the call that an extension is in (OpenVox: Audio Calls, Play
 * prompts, Query inbound and outbound call; P-Series: Call; Asterisk: Originate, Hangup, BlindTransfer,
 * Setvar, PlayDTMF, Park, Atxfer).
 * Commands fail with `notInCall` or `notFound` where the call or the extension is missing, `refused`
 * where the PBX gives another reason, and `outcomeUnknown` where their reply is lost.
 */
export interface Calls {
	/** Every live call that the PBX reports. */
	list?(): Promise<LiveCall[] | Failure>;
	/** Calls an extension from another one; `noAnswer` where `from` did not pick up. */
	dial?(request: DialRequest): Promise<DialStarted | Failure>;
	/** Calls a number outside of the PBX from an extension; fails as `dial` does. */
	dialExternal?(request: DialRequest): Promise<DialStarted | Failure>;
	/** Calls a number and plays audio files when the call is answered. */
	playPrompt?(request: PromptRequest): Promise<DialStarted | Failure>;
	/**
	 * Ends the call of the extension. With several calls it is the one that the PBX takes for the
	 * current one; where a PBX knows no current call, all of them.
	 */
	hangUp?(extension: string): Promise<Done | Failure>;
	/**
	 * Transfers the other party to a number, without asking that number first. `callId` says which
	 * call is meant, where the extension is in several.
	 */
	transfer?(extension: string, to: string, callId?: string): Promise<Done | Failure>;
	/** Transfers the other party to a number, which the extension asks first. */
	attendedTransfer?(extension: string, step: TransferStep): Promise<TransferProgress | Failure>;
	/** Parks the other party; the extension is out of the call. */
	park?(extension: string): Promise<Parked | Failure>;
	/**
	 * Sends DTMF digits (0-9, *, #, A-D) to the other party, such as a voice menu; `w` waits
	 * half a second. `outcomeUnknown` also where only the first ones were sent.
	 */
	sendDtmf?(extension: string, digits: string): Promise<Done | Failure>;
	hold?(extension: string): Promise<Done | Failure>;
	resume?(extension: string): Promise<Done | Failure>;
	/** The other party no longer hears the extension. */
	mute?(extension: string): Promise<Done | Failure>;
	unmute?(extension: string): Promise<Done | Failure>;
}
