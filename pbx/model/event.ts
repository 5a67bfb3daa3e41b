import type { CurrentCall } from './currentCall';
import type { ExtensionState } from './extension';
import type { MonitorMode } from './monitoring';
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
	event: 'callAnswered' | 'callEnded';
}

export interface CallTransferred extends AboutCall {
	event: 'callTransferred';
	/** The number that the call was transferred to. */
	transferTo?: string;
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
	/** Present where the PBX sent no record of its own: it was made of the events of the call. */
	madeFrom?: 'callEvents';
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

/** A supervisor began, or ceased, to listen to the calls of an extension, whoever ordered it. */
export interface MonitoringChange extends Reported {
	event: 'monitoringStarted' | 'monitoringEnded';
	/** The PBX's id of the call that is monitored. */
	callId?: string;
	/** The supervisor's extension, or the number at which the supervisor was called. */
	supervisor?: string;
	/** The extension whose call it is, or the number of a party outside. */
	monitored?: string;
	/** How it began: a mode that was changed during the call is not reported. */
	mode?: MonitorMode;
	/** The supervisor by a code on the phone, this package, or another program. */
	orderedBy?: 'supervisor' | 'n8n' | 'otherProgram';
	/** The supervisor's and the monitored extension. */
	extensions: string[];
}

interface AboutQueue extends Reported {
	/** The queue's number or, where it has none, its name. */
	queue: string;
	/** The PBX's id of the caller's call. */
	callId?: string;
	/** The caller's number. */
	from?: string;
	/** The agent alone; none where the event is about a caller. */
	extensions: string[];
}

/** A caller entered a queue, or left it without having reached an agent. */
export interface QueueCallerChange extends AboutQueue {
	event: 'callerWaiting' | 'callerLeft';
	/** 1: the next to be served. */
	position?: number;
	/** Callers in the queue, this one included as long as it waits. */
	waitingCallers?: number;
	/** Whether a caller who left hung up; otherwise the queue sent it on. */
	abandoned?: boolean;
	waitedSeconds?: number;
}

/** An agent's phone rings for a caller of the queue, or the agent answered. */
export interface AgentCallChange extends AboutQueue {
	event: 'agentRinging' | 'agentAnswered';
	/** How long the caller had waited. */
	waitedSeconds?: number;
	/** How long the agent's phone rang. */
	ringSeconds?: number;
}

/** An agent takes no calls of the queue for now, or takes them again. */
export interface AgentPauseChange extends AboutQueue {
	event: 'agentPaused' | 'agentResumed';
	/** As it was given with the pause. */
	reason?: string;
}

export type QueueEvent = QueueCallerChange | AgentCallChange | AgentPauseChange;

export type CallEvent =
	| CallRinging
	| CallProgress
	| CallTransferred
	| CallFailed
	| CallRecordWritten;

/** Something happened on the phones, whatever the PBX calls it. */
export type DomainEvent =
	| CallEvent
	| ExtensionStateChange
	| PbxStart
	| MonitoringChange
	| QueueEvent;

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
		case 'monitoringStarted':
		case 'monitoringEnded':
			return distinct([event.supervisor, event.monitored, ...event.extensions]);
		case 'callerWaiting':
		case 'callerLeft':
		case 'agentRinging':
		case 'agentAnswered':
		case 'agentPaused':
		case 'agentResumed':
			return distinct([event.from, ...event.extensions]);
		case 'callRinging':
		case 'callAnswered':
		case 'callEnded':
		case 'callFailed':
		case 'callTransferred':
		case 'callRecord': {
			const { from, to } = callOf(event);
			return distinct([from, to, ...event.extensions]);
		}
	}
}

function distinct(numbers: ReadonlyArray<string | undefined>): string[] {
	return [...new Set(numbers.filter((number) => number !== undefined))];
}

/** The number outside of the PBX; calls between extensions have none. */
export function otherParty(event: CallEvent): string | undefined {
	const { direction, from, to } = callOf(event);
	if (direction === 'inbound') return from;
	return direction === 'outbound' ? to : undefined;
}
