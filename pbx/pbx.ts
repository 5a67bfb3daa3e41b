import type { Failure } from './failure';

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
	stateOnPbx: string;
	/** Kind of line in the PBX's own word, such as `pjsip` or `FXS`. */
	type?: string;
	/** Whether others may monitor this extension; absent where the PBX has no such setting. */
	allowsMonitoring?: boolean;
	/** Which monitoring this extension may perform; absent where the PBX has no such setting. */
	mayMonitor?: MonitorPermission;
	/** Calls the extension is in, absent where the answer does not tell. */
	calls?: CurrentCall[];
}

/** A row of the extension list: what the PBX tells about all extensions in one cheap query. */
export type ExtensionSummary = Pick<Extension, 'number' | 'name' | 'state' | 'stateOnPbx' | 'type'>;

export interface MonitoringOrder {
	mode: MonitorMode;
	/** The extension that will listen, whisper or barge in. */
	supervisor: string;
	/** The extension whose call is monitored. */
	monitored: string;
	/** ms that the supervisor's phone may ring, where the PBX lets us choose; its own time otherwise. */
	ringTime?: number;
	/** Whether the mode may be changed during the call, by us or on the supervisor's keypad. */
	modeChange?: 'allowed' | 'forbidden';
}

/**
 * What the PBX said about a monitoring order. `accepted`: it started to call the supervisor and
 * says no more. `onTheLine`: it shows the supervisor's leg monitoring the call.
 */
export interface MonitoringStarted {
	result: 'accepted' | 'onTheLine';
	/** The call that is monitored, where the PBX tells. */
	call?: CurrentCall;
}

/** The words of the PBX's own web page, so that a remedy names what the administrator sees there. */
export interface PermissionWords {
	/** Where the settings of an extension are. */
	place: string;
	/** The setting that lets an extension be monitored. */
	allowsMonitoring: string;
	/** The setting that says which monitoring an extension may perform. */
	mayMonitor: string;
	values: Record<MonitorPermission, string>;
}

export interface Monitoring {
	/** One request, never repeated. */
	start(order: MonitoringOrder): Promise<MonitoringStarted | Failure>;
	/** Absent where the PBX has no such settings. */
	permissionWords?: PermissionWords;
}

export interface Extensions {
	/** Every extension with its state. */
	list(): Promise<ExtensionSummary[] | Failure>;
	/** Full picture of the given extensions (all when none is given); unknown numbers are left out. */
	query(numbers?: string[]): Promise<Extension[] | Failure>;
}

/** What a PBX can do. A part that is absent is a function the PBX does not offer. */
export interface Pbx {
	readonly monitoring?: Monitoring;
	readonly extensions?: Extensions;
}
