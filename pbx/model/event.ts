import type { CurrentCall } from './currentCall';
import type { ExtensionState } from './extension';
import type { CallRecord } from './records';

export type Direction = CurrentCall['direction'];

/** The PBX's own report, every value as text. */
export type Report = string | Report[] | { [name: string]: Report };

interface Reported {
	/** Which PBX reports it; some reports do not say. */
	pbxSerialNumber?: string;
	report: Report;
}

interface AboutCall extends Reported {
	/** The PBX's id of the channel: the reports of one call may carry different ones. */
	callId?: string;
	/** Absent where the report names too little. */
	direction?: Direction;
	/** Caller, where the report says who called whom. */
	from?: string;
	/** Called number, where the report says who called whom. */
	to?: string;
	/** Every extension that the report names, in its order. */
	extensions: string[];
	trunk?: string;
}

/**
 * The callee's phone rings. `caller`: the report only says that the caller hears it, perhaps without
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

/** The record of a call that is over. */
export interface CallRecordWritten extends Reported {
	event: 'callRecord';
	record: CallRecord;
	/** The extensions among its parties; none where the record does not say which of them are. */
	extensions: string[];
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

/** Something happened on the phones, whatever the PBX calls it. */
export type DomainEvent = CallEvent | ExtensionStateChange | PbxStart;

export type EventName = DomainEvent['event'];

/** Direction and parties of the call that an event is about. */
export function callOf(event: CallEvent): Pick<CallRecord, 'callId' | 'direction' | 'from' | 'to'> {
	return event.event === 'callRecord' ? event.record : event;
}

/** Every number that the event names, each once. */
export function partiesOf(event: DomainEvent): string[] {
	switch (event.event) {
		case 'pbxStarted':
			return [];
		case 'extensionStateChanged':
			return event.extensions;
		case 'callRinging':
		case 'callAnswered':
		case 'callEnded':
		case 'callFailed':
		case 'callTransferred':
		case 'callRecord': {
			const { from, to } = callOf(event);
			const numbers = [from, to, ...event.extensions];
			return [...new Set(numbers.filter((number) => number !== undefined))];
		}
	}
}

/** The number outside of the PBX; calls between extensions have none. */
export function otherParty(event: CallEvent): string | undefined {
	const { direction, from, to } = callOf(event);
	if (direction === 'inbound') return from;
	return direction === 'outbound' ? to : undefined;
}
