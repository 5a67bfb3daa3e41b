import type { CurrentCall } from './extension';
import type { Done } from './pbx';
import type { Failure } from './failure';

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
	/** ms that the supervisor's phone may ring, where the PBX lets us choose; its own time otherwise. */
	ringTimeoutMs?: number;
	/** Whether the mode may be changed during the call, by us or on the supervisor's keypad. */
	allowModeChange?: boolean;
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

/** What is absent stays as it is. */
export interface MonitoringChange {
	/** Whether others may monitor this extension. */
	allowBeingMonitored?: boolean;
	/** Which monitoring this extension may perform. */
	monitorMode?: MonitorPermission;
}
