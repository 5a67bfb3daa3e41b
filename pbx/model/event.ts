import type { CurrentCall } from './currentCall';
import type { ExtensionState } from './extension';
import type { Tree } from '../http/tree';

export type Direction = CurrentCall['direction'];

interface Reported {
	/** Which PBX says so; some reports do not tell. */
	pbxSerialNumber?: string;
	/** The PBX's own report, every value as text. */
	report: Tree;
}

interface AboutCall extends Reported {
	/** The PBX's id of the channel: the reports of one call may carry different ones. */
	callId?: string;
	/** Absent where the report names too little. */
	direction?: Direction;
	/** Caller, where the report tells who called whom. */
	from?: string;
	/** Called number, where the report tells who called whom. */
	to?: string;
	/** Every extension that the report names, in its order. */
	extensions: string[];
	trunk?: string;
}

/**
 * The callee's phone rings. `caller`: the report tells only that the caller hears it, perhaps without
 * naming the callee; the one about the callee comes with it.
 */
export interface CallRinging extends AboutCall {
	event: 'callRinging';
	heardBy: 'callee' | 'caller';
}

export interface CallProgress extends AboutCall {
	event: 'callAnswered' | 'callEnded' | 'callTransferred';
}

export interface CallFailed extends AboutCall {
	event: 'callFailed';
	/** The PBX's own word or number, such as `480`: not answered. */
	reason?: string;
}

/** What remains of a call that is over. */
export interface CallRecordWritten extends AboutCall {
	event: 'callRecord';
	/** Local time of the PBX, as it writes it: `2020-05-20 10:11:22`. */
	startedAt?: string;
	/** Seconds from the start to the end. */
	duration?: number;
	/** Seconds between answer and end. */
	talkDuration?: number;
	/** How the call came out, in the PBX's own word, such as `ANSWERED`. */
	outcome?: string;
	/** Name of the recording's file on the PBX. */
	recording?: string;
}

export interface ExtensionStateChange extends Reported {
	event: 'extensionStateChanged';
	/** The extension, alone. */
	extensions: [string];
	state: ExtensionState;
	/** The PBX's own word for the state. */
	rawState: string;
}

export interface PbxStart extends Reported {
	event: 'pbxStarted';
}

export type CallEvent = CallRinging | CallProgress | CallFailed | CallRecordWritten;

/** Something happened on the phone, whatever the PBX calls it. */
export type DomainEvent = CallEvent | ExtensionStateChange | PbxStart;

export type EventName = DomainEvent['event'];

/** Everybody that the event names, each once. */
export function partiesOf(event: DomainEvent): string[] {
	if (event.event === 'pbxStarted') return [];
	if (event.event === 'extensionStateChanged') return event.extensions;
	const numbers = [event.from, event.to, ...event.extensions];
	return [...new Set(numbers.filter((number) => number !== undefined))];
}

/** The number outside of the PBX; calls between extensions have none. */
export function otherParty(event: CallEvent): string | undefined {
	if (event.direction === 'inbound') return event.from;
	return event.direction === 'outbound' ? event.to : undefined;
}
