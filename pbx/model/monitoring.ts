import type { CurrentCall } from './currentCall';
import type { Done, Failure } from './failure';

/** How the supervisor takes part in the monitored call. */
export type MonitorMode = 'listen' | 'whisper' | 'bargeIn';

/** Which monitoring an extension may perform. `all`: every mode. */
export type MonitorPermission = MonitorMode | 'all' | 'disabled';

export interface MonitorRequest {
	mode: MonitorMode;
	/** The extension that will listen, whisper or barge in. */
	supervisor: string;
	/** The extension whose call is monitored. */
	monitored: string;
	/** ms that the supervisor's phone may ring, where the PBX takes a time with the request. */
	ringTimeoutMs?: number;
	/** Whether the mode may be changed during the call, by us or on the supervisor's keypad. */
	allowModeChange?: boolean;
}

/**
 * What the PBX answered to a monitoring request. `accepted`: it began to call the supervisor and
 * reports no more. `monitoring`: it shows that the supervisor monitors the call.
 */
export interface MonitoringStarted {
	result: 'accepted' | 'monitoring';
	/** The call that is monitored. */
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

/** A monitoring in progress, named by its two extensions. */
export type RunningMonitoring = Pick<MonitorRequest, 'supervisor' | 'monitored'>;

/** OpenVox: Listen, Whisper and Barge-in Monitor; Asterisk: Originate with ChanSpy. */
export interface Monitoring {
	/**
	 * One command, never repeated. `notInCall`, `notFound` and `refused` where the PBX did nothing,
	 * `noAnswer` where the supervisor's phone rang in vain, `outcomeUnknown` where the reply is lost.
	 */
	start(request: MonitorRequest): Promise<MonitoringStarted | Failure>;
	/** What the PBX shows of a monitoring: its two extensions, or only a busy phone. */
	shows: 'whoMonitorsWhom' | 'busyPhone';
	/**
	 * Takes the supervisor out of the call, also while the supervisor's phone still rings for it; the
	 * call itself goes on. `refused` where the supervisor does not monitor that extension.
	 */
	stop?(running: RunningMonitoring): Promise<Done | Failure>;
	/** Another mode in mid-call, without calling the supervisor again; `unsupported` for a mode that is fixed. */
	changeMode?(running: RunningMonitoring, mode: MonitorMode): Promise<Done | Failure>;
	/** Absent where the PBX has no such settings. */
	permissionWords?: PermissionWords;
}

/** Settings to change; an absent one keeps its value. */
export interface MonitoringChange {
	/** Whether others may monitor this extension. */
	allowBeingMonitored?: boolean;
	/** Which monitoring this extension may perform. */
	monitorMode?: MonitorPermission;
}
