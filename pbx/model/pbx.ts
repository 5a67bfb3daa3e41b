import type { Failure } from './failure';
import type { Reports } from './events';

/** How the supervisor takes part in the monitored call. */
export type MonitorMode = 'listen' | 'whisper' | 'bargeIn';

/** Which monitoring an extension may perform. `all`: every mode. */
export type MonitorPermission = MonitorMode | 'all' | 'disabled';

export type ExtensionState =
	| 'idle'
	| 'ringing'
	| 'inCall'
	| 'onHold'
	| 'unavailable'
	| 'fault'
	| 'unknown';

/** The call an extension is in, as far as the PBX tells. */
export interface CurrentCall {
	direction: 'internal' | 'inbound' | 'outbound';
	/** The number at the other end, as far as the PBX tells. */
	otherParty?: string;
	/** The PBX's id of the call; internal calls have none on some PBXs. */
	id?: string;
	trunk?: string;
}

export interface Extension {
	/** Digits, as the PBX writes them: leading zeros count. */
	number: string;
	/** Display name; empty when the PBX has none. */
	name: string;
	state: ExtensionState;
	/** The PBX's own word for the state. */
	rawState: string;
	/** Kind of line in the PBX's own word, such as `pjsip` or `FXS`. */
	type?: string;
	/** Whether others may monitor this extension; absent where the PBX has no such setting. */
	allowBeingMonitored?: boolean;
	/** Which monitoring this extension may perform; absent where the PBX has no such setting. */
	monitorMode?: MonitorPermission;
	/** Calls the extension is in, absent where the answer does not tell. */
	calls?: CurrentCall[];
	/** The extension whose call it monitors, where the PBX tells. */
	monitors?: string;
}

/** A row of the extension list: what the PBX tells about all extensions in one cheap query. */
export type ExtensionSummary = Pick<Extension, 'number' | 'name' | 'state' | 'rawState' | 'type'>;

export interface MonitorRequest {
	mode: MonitorMode;
	/** The extension that will listen, whisper or barge in. */
	supervisor: string;
	/** The extension whose call is monitored. */
	monitored: string;
	/** ms that the supervisor's phone may ring, where the PBX lets us choose; its own time otherwise. */
	ringTimeoutMs?: number;
	/** Whether the mode may be changed during the call, by us or on the supervisor's keypad. */
	modeChange?: 'allowed' | 'forbidden';
}

/**
 * What the PBX said about a monitoring order. `accepted`: it started to call the supervisor and
 * says no more. `monitoring`: it shows the supervisor's leg monitoring the call.
 */
export interface MonitoringStarted {
	result: 'accepted' | 'monitoring';
	/** The call that is monitored, where the PBX tells. */
	call?: CurrentCall;
}

/** The words of the PBX's own web page, so that a remedy names what the administrator sees there. */
export interface PermissionWords {
	/** Where the settings of an extension are. */
	place: string;
	/** The setting that lets an extension be monitored. */
	allowBeingMonitored: string;
	/** The setting that says which monitoring an extension may perform. */
	monitorMode: string;
	values: Record<MonitorPermission, string>;
}

/** A monitoring that runs, named by its two extensions. */
export type RunningMonitoring = Pick<MonitorRequest, 'supervisor' | 'monitored'>;

export interface Monitoring {
	/** One order, never repeated. */
	start(order: MonitorRequest): Promise<MonitoringStarted | Failure>;
	/** What the PBX shows of a running monitoring: its two extensions, or only a busy phone. */
	shows: 'whoMonitorsWhom' | 'busyPhone';
	/** Takes the supervisor out of the call; the call itself goes on. */
	stop?(running: RunningMonitoring): Promise<Done | Failure>;
	/** Another mode in mid-call, without calling the supervisor again; `notOffered` for a mode that is fixed. */
	changeMode?(running: RunningMonitoring, mode: MonitorMode): Promise<Done | Failure>;
	/** Absent where the PBX has no such settings. */
	permissionWords?: PermissionWords;
}

export interface Extensions {
	/** Every extension with its state. */
	list(): Promise<ExtensionSummary[] | Failure>;
	/** Full picture of the given extensions (all when none is given); unknown numbers are left out. */
	query(numbers?: string[]): Promise<Extension[] | Failure>;
	/** Absent where the PBX has no such settings. */
	updateMonitoring?(number: string, change: MonitoringChange): Promise<Done | Failure>;
}

/** What is absent stays as it is. */
export interface MonitoringChange {
	/** Whether others may monitor this extension. */
	allowBeingMonitored?: 'yes' | 'no';
	/** Which monitoring this extension may perform. */
	monitorMode?: MonitorPermission;
}

/** The PBX did what it was told to. */
export type Done = 'done';

export interface DialRequest {
	/** The extension that makes the call: its phone rings first. */
	from: string;
	/** The number that is called when `from` has answered. */
	to: string;
	/** ms that the phone of `from` may ring, where the PBX lets us choose. */
	ringTimeoutMs?: number;
	/** Whether the phone of `from` is asked to pick up by itself, where the PBX lets us choose. */
	pickUp?: PickUp;
}

/** `byItself`: the phone is asked to pick up without a hand, which not every phone can. */
export type PickUp = 'byHand' | 'byItself';

/** `accepted`: the PBX began to call `from` and says no more. `answered`: `from` picked up. */
export interface DialStarted {
	result: 'accepted' | 'answered';
	/** The PBX's id of the new call, where it tells. */
	callId?: string;
}

export interface PromptRequest {
	/** Names of audio files on the PBX, without suffix, in the order in which they are played. */
	prompts: string[];
	to: { kind: 'extension' | 'external'; number: string };
	/** Whether the phone of an extension is asked to pick up by itself. */
	pickUp?: PickUp;
}

/** A call that goes on now, as far as the PBX tells. */
export interface LiveCall {
	direction: CurrentCall['direction'];
	/** The PBX's id of the call; internal calls have none on some PBXs. */
	id?: string;
	/** Who called; absent where the PBX does not tell who called whom. */
	from?: string;
	/** The number that was called. */
	to?: string;
	trunk?: string;
	/** The extensions in the call, each with the state of its phone. */
	extensions: CallParty[];
	state: LiveCallState;
	/** ms since 1970; absent where the PBX does not tell when the call began. */
	startedAtMs?: number;
}

export type CallParty = Pick<Extension, 'number' | 'name' | 'state'>;

/** `waiting`: in a queue. `unknown`: the PBX does not say, or not of which call. */
export type LiveCallState = 'ringing' | 'talking' | 'onHold' | 'waiting' | 'unknown';

/** The calls of the PBX, and control of the call an extension is in. */
export interface Calls {
	/** Every live call that the PBX tells of. */
	list?(): Promise<LiveCall[] | Failure>;
	/** Calls an extension from another one. */
	dial?(order: DialRequest): Promise<DialStarted | Failure>;
	/** Calls a number outside of the PBX from an extension. */
	dialExternal?(order: DialRequest): Promise<DialStarted | Failure>;
	/** Calls somebody and plays audio files when the call is answered. */
	playPrompt?(order: PromptRequest): Promise<DialStarted | Failure>;
	/**
	 * Ends the call of the extension. With several calls it is the one that the PBX takes for the
	 * current one; where a PBX knows no current call, all of them.
	 */
	hangUp?(extension: string): Promise<Done | Failure>;
	/**
	 * Hands the other party over to a number, without asking that number first. `callId` says which
	 * call is meant, where the extension is in several and the PBX gives ids.
	 */
	transfer?(extension: string, to: string, callId?: string): Promise<Done | Failure>;
	hold?(extension: string): Promise<Done | Failure>;
	resume?(extension: string): Promise<Done | Failure>;
	/** The other party no longer hears the extension. */
	mute?(extension: string): Promise<Done | Failure>;
	unmute?(extension: string): Promise<Done | Failure>;
}

/**
 * What an agent of a queue is doing. `busy`: the line is taken, by whatever. `invalid`: no such
 * extension. `ringingInCall`: a second call rings. `wrapUp`: resting after a call.
 */
export type AgentState =
	| 'idle'
	| 'inCall'
	| 'ringingInCall'
	| 'busy'
	| 'ringing'
	| 'onHold'
	| 'paused'
	| 'wrapUp'
	| 'unavailable'
	| 'invalid'
	| 'unknown';

export interface QueueAgent {
	extension: string;
	state: AgentState;
	/** The PBX's own word or number for the state. */
	rawState: string;
}

export interface QueueStatus {
	number: string;
	/** Callers who wait for an agent; absent where the PBX does not tell. */
	waitingCallers?: number;
	agents: QueueAgent[];
}

export interface Queues {
	status(queue: string): Promise<QueueStatus | Failure>;
}

/** What the PBX tells about itself; times are ISO 8601 with the offset of the PBX's zone. */
export interface SystemInfo {
	model?: string;
	serialNumber?: string;
	hardwareVersion?: string;
	firmwareVersion?: string;
	/** What its clock shows. */
	time?: string;
	/** When it was switched on. */
	startTime?: string;
	/** How many extensions there are, and how many there can be. */
	extensions?: number;
	maxExtensions?: number;
}

export interface System {
	info(): Promise<SystemInfo | Failure>;
}

/** Which call records are wanted. */
export interface RecordQuery {
	/** ms since 1970. */
	from: number;
	to: number;
	/** Only calls of these; all when there is none. */
	extensions: string[];
}

/** What remains of a call that is over; what the PBX does not tell is absent. */
export interface CallRecord {
	callId?: string;
	/** ISO 8601 with the offset of the PBX's zone. */
	startTime?: string;
	direction?: CurrentCall['direction'] | 'callback' | 'transfer';
	from?: string;
	to?: string;
	outcome: 'answered' | 'noAnswer' | 'busy' | 'failed' | 'voicemail' | 'unknown';
	/** The PBX's own word for the outcome. */
	rawOutcome?: string;
	/** From the start to the end. */
	durationSeconds?: number;
	/** Between answer and end. */
	talkSeconds?: number;
	sourceTrunk?: string;
	destinationTrunk?: string;
	/** The number that an outside caller dialled (DID). */
	dialledNumber?: string;
	/** Name of the recording's file on the PBX. */
	recording?: string;
}

export interface Records {
	list(query: RecordQuery): Promise<CallRecord[] | Failure>;
}

export interface Recordings {
	/** The file, as it is on the PBX. */
	download(name: string): Promise<Uint8Array | Failure>;
}

/** What a PBX can do. A part that is absent is a function the PBX does not offer. */
export interface Pbx {
	readonly monitoring?: Monitoring;
	readonly extensions?: Extensions;
	readonly calls?: Calls;
	readonly queues?: Queues;
	readonly system?: System;
	readonly records?: Records;
	readonly recordings?: Recordings;
	readonly events?: Reports;
}
