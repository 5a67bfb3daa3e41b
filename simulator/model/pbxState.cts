import type { MonitorMode, MonitorPermission } from '../../pbx/model/monitoring';

// What a PBX shows of its extensions, calls and queues.

export type PhoneState =
	| 'idle'
	| 'ringing'
	| 'inCall'
	| 'onHold'
	| 'unavailable'
	| 'malfunction'
	| 'noPort';

/** What an administrator sets on one extension. */
export interface ExtensionSettings {
	/** Digits; leading zeros count. */
	number: string;
	name: string;
	type: 'pjsip' | 'FXS';
	/** Socket of an analogue phone. */
	port?: string;
	agentId: string;
	callerId: string;
	email: string;
	mobile: string;
	language: string;
	registerPassword: string;
	userPassword: string;
	voicemailPin: string;
	maxRegistrations: string;
	maxDuration: string;
	ringTimeout: string;
	voicemail: 'on' | 'off';
	voicemailToEmail: 'on' | 'off';
	forwardOnNoAnswer: 'on' | 'off';
	forwardOnBusy: 'on' | 'off';
	doNotDisturb: 'on' | 'off';
	allowBeingMonitored: boolean;
	monitorMode: MonitorPermission;
}

/** What the phone itself can do, which no administrator of the PBX sets. */
export interface Phone {
	/** Whether it picks up by itself when the PBX asks it to. */
	autoAnswer: 'supported' | 'unsupported';
	line: 'registered' | 'unregistered' | 'malfunction' | 'noPort';
}

export type TrunkDirection = 'inbound' | 'outbound';

/** A call over a trunk: one party is outside of the PBX. */
export interface TrunkCall {
	/** `<unix seconds>.<counter>` */
	id: string;
	direction: TrunkDirection;
	from: string;
	to: string;
	trunk: string;
	/** Where the call is inside the PBX. */
	inside: { kind: 'extension' | 'queue' | 'outside' | 'prompt'; number: string };
	progress: 'talking' | 'ringing' | 'queued';
}

/** A call between two extensions, seen from one of them. */
export interface InternalCall {
	id: string;
	direction: 'internal';
	otherExtension: string;
}

export interface Extension extends ExtensionSettings {
	state: PhoneState;
	/** The current call first. */
	calls: (TrunkCall | InternalCall)[];
	/** The extension whose call it is put on. */
	monitors?: string;
}

/** One end of a call, as the PBX itself knows it. */
export interface CallEnd {
	/** `PJSIP/1002-00000007`; over a trunk with the trunk's name. It lives as long as this end. */
	channel: string;
	kind: 'extension' | 'outside' | 'prompt';
	number: string;
	/** `calling`: called, and hears the ring-back. */
	state: 'calling' | 'ringing' | 'talking' | 'onHold';
}

/** A call with every end that is there already. */
export interface LiveCall {
	id: string;
	direction: TrunkDirection | 'internal';
	from: string;
	to: string;
	trunk?: string;
	/** Absent while the other phone is the first to ring. */
	caller?: CallEnd;
	callee?: CallEnd;
	/** The queue in which the caller waits. */
	waitsIn?: string;
	/** The call that is transferred when the target of this one has been asked. */
	asksFor?: string;
}

/** A supervisor's own connection to one extension's end of a call. */
export interface LiveMonitoring {
	id: string;
	mode: MonitorMode;
	supervisor: CallEnd;
	monitored: string;
}

export interface LiveCalls {
	calls: LiveCall[];
	monitoring: LiveMonitoring[];
}

export interface QueueMember {
	number: string;
	state: PhoneState | 'unknown';
	/** A dynamic agent signs in and out; a static one always gets calls. */
	kind: 'static' | 'dynamic';
	signedIn: boolean;
	paused: boolean;
	pauseReason: string;
}

export interface Queue {
	number: string;
	members: QueueMember[];
	waitingCallers: number;
}
