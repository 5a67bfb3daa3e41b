import type { MonitorRequest } from '../../pbx/model/monitoring';
import type {
	Extension,
	ExtensionSettings,
	LiveCalls,
	Queue,
	TrunkCall,
	TrunkDirection,
} from './pbxState.cts';

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
