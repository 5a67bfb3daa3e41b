import type { MonitorMode, MonitorRequest, MonitorPermission } from '../../pbx/model/monitoring';

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

/** What comes of a change of one agent. `noAgent`: the queue has no such agent. */
export type AgentChange =
	| 'done'
	| 'noQueue'
	| 'noAgent'
	| 'staticAgent'
	| 'alreadySignedIn'
	| 'notSignedIn';

/** A condition of a monitoring request that does not hold. */
export type UnmetCondition =
	| 'noExtension'
	| 'noCall'
	| 'notIdle'
	| 'monitoringNotAllowed'
	| 'modeNotAllowed'
	| 'alreadyListenedTo';

export type Rights = 'enforced' | 'ignored';

export interface DialRequest {
	from: string;
	to: string;
	autoAnswer: boolean;
}

export interface PromptRequest {
	/** `haruhi3+xiaoshao5` */
	prompts: string;
	to: { kind: 'extension' | 'outside'; number: string };
	autoAnswer: boolean;
}

export interface TransferRequest {
	callId: string;
	/** The party that hands the call on and is then dropped. */
	transferor: string;
	to: string;
}

/** A party that waits in a slot of the parking lot. */
export interface ParkedCall {
	slot: string;
	/** Who parked it. */
	parker: string;
	parked: string;
	channel: string;
}

export type Parked = { callId: string; slot: string };

export type Dialled = { callId: string };

/** This PBX has no way to do it. */
export type Unsupported = 'unsupported';

/**
 * A PBX as its API sees it. Asynchronous, because the phones may be real ones behind another
 * implementation.
 */
export interface PbxModel {
	extensions(): Promise<Extension[]>;
	configure(
		number: string,
		change: Partial<ExtensionSettings>,
	): Promise<'configured' | 'noExtension' | 'numberTaken' | 'notIdle' | Unsupported>;

	/**
	 * `calling`: the supervisor's phone is being called. Otherwise all conditions that do not hold.
	 * `listeners`: how many may listen to one extension at a time. `rights`: whether `allowBeingMonitored`
	 * and `monitorMode` bind the request; they do when absent.
	 */
	monitor(
		request: MonitorRequest,
		listeners: 'one' | 'any',
		rights?: Rights,
	): Promise<'calling' | UnmetCondition[]>;

	dial(request: DialRequest): Promise<Dialled | 'noExtension' | 'notIdle'>;
	dialOut(request: DialRequest): Promise<Dialled | 'noExtension' | 'notIdle' | 'noTrunk'>;
	playPrompt(request: PromptRequest): Promise<Dialled | 'noExtension' | 'notIdle' | Unsupported>;
	hangUp(number: string): Promise<'done' | 'noExtension' | 'noCall'>;
	hangUpTrunkCall(direction: TrunkDirection, callId: string): Promise<'done' | 'noCall'>;
	hold(
		number: string,
		onOff: 'on' | 'off',
	): Promise<'done' | 'noExtension' | 'noCall' | Unsupported>;
	mute(number: string, onOff: 'on' | 'off'): Promise<'done' | 'noExtension' | 'noCall'>;
	transfer(request: TransferRequest): Promise<'done' | 'noCall' | 'noExtension'>;

	/** Every call and every monitoring, with their channels. */
	liveCalls(): Promise<LiveCalls>;
	/** Ends what the channel is in. */
	hangUpChannel(channel: string): Promise<'done' | 'noCall'>;
	holdChannel(channel: string, onOff: 'on' | 'off'): Promise<'done' | 'noCall' | Unsupported>;
	muteChannel(channel: string, onOff: 'on' | 'off'): Promise<'done' | 'noCall'>;
	/** Parks the party at this channel. `slot`: empty for any that is free. */
	parkChannel(channel: string, slot: string): Promise<Parked | 'noCall' | 'noSlot' | Unsupported>;
	parkedCalls(): Promise<ParkedCall[]>;
	/** The party at this channel calls a target while the one it talked to waits. */
	consult(channel: string, to: string): Promise<'done' | 'noCall' | 'noExtension' | Unsupported>;
	/** Whether the target of that has answered; undefined where nobody is being asked. */
	consultationOf(channel: string): Promise<'ringing' | 'answered' | undefined>;
	endConsultation(channel: string, how: 'complete' | 'abort'): Promise<'done' | 'noCall'>;

	trunkCalls(direction: TrunkDirection): Promise<TrunkCall[]>;
	queues(): Promise<Queue[]>;
	queue(number: string): Promise<Queue | 'noQueue'>;
	signAgentIn(queue: string, agent: string): Promise<AgentChange>;
	signAgentOut(queue: string, agent: string): Promise<AgentChange>;
	/** `queue`: absent for all queues of the agent. */
	pauseAgent(agent: string, pause: { queue?: string; reason?: string }): Promise<AgentChange>;
	resumeAgent(agent: string, queue?: string): Promise<AgentChange>;
}
