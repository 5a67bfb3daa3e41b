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
	/**
	 * Whether `supervisor` is a number that the PBX dials, such as one of a mobile phone, instead of an
	 * extension. Voice mail that answers there counts as the supervisor.
	 */
	supervisorIsNumber?: boolean;
	/** The extension whose call is monitored. */
	monitored: string;
	/** ms that the supervisor's phone may ring, where the PBX takes a time with the request. */
	ringTimeoutMs?: number;
	/** Whether the mode may be changed during the call, by us or on the supervisor's keypad. */
	allowModeChange?: boolean;
	/** Whether the agent hears a beep when the supervisor has joined; the monitoring ends where it cannot be played. */
	beepToAgent?: boolean;
	/** ms after the answer at which the PBX itself takes the supervisor out, whatever becomes of us. Whole seconds. */
	stopAfterMs?: number;
}

/** What a request may ask for beyond two extensions and a mode. */
export type MonitoringExtra = 'supervisorIsNumber' | 'beepToAgent' | 'stopAfterMs';

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

/** Who listens, whispers or barges in. */
export type Supervisor = Pick<MonitorRequest, 'supervisor' | 'supervisorIsNumber'>;

/** A monitoring in progress, named by its two extensions. */
export type RunningMonitoring = Supervisor & Pick<MonitorRequest, 'monitored'>;

/** Without `monitored`, whatever the supervisor monitors. */
export type StopRequest = Supervisor & Partial<Pick<MonitorRequest, 'monitored'>>;

/** A monitoring that the PBX shows: the supervisor is on the call, or its phone still rings for it. */
export interface ShownMonitoring {
	monitored: string;
	state: 'monitoring' | 'ringing';
}

/** Something that answers at a number, such as a recording or a voice bot, and is heard by the agent only. */
export interface WhisperPromptRequest
	extends Pick<MonitorRequest, 'monitored' | 'ringTimeoutMs' | 'stopAfterMs'> {
	/** The number that the PBX dials for it. */
	number: string;
}

/** The supervisor and the customer talk to each other, and the agent is out of the call. */
export interface TakenOver {
	/** The call that the supervisor has now. */
	call?: CurrentCall;
}

/** OpenVox: Listen, Whisper and Barge-in Monitor; Asterisk: Originate with ChanSpy. */
export interface Monitoring {
	/**
	 * One command, never repeated. `notInCall`, `notFound` and `refused` where the PBX did nothing,
	 * `noAnswer` where the supervisor's phone rang in vain, `outcomeUnknown` where the reply is lost.
	 */
	start(request: MonitorRequest): Promise<MonitoringStarted | Failure>;
	/** What `start` takes of these; a request with another one is not to be sent. */
	extras?: readonly MonitoringExtra[];
	/** What the PBX shows of a monitoring: its two extensions, or only a busy phone. */
	shows: 'whoMonitorsWhom' | 'busyPhone';
	/** What this supervisor monitors now, where the PBX shows it; supervisors at a number are shown nowhere else. */
	monitoringsOf?(supervisor: Supervisor): Promise<ShownMonitoring[] | Failure>;
	/**
	 * Takes the supervisor out of the call, also while the supervisor's phone still rings for it; the
	 * call itself goes on. `refused` where the supervisor does not monitor that extension, or none.
	 */
	stop?(running: StopRequest): Promise<Done | Failure>;
	/** Another mode in mid-call, without calling the supervisor again; `unsupported` for a mode that is fixed. */
	changeMode?(running: RunningMonitoring, mode: MonitorMode): Promise<Done | Failure>;
	/**
	 * Connects the supervisor with the customer and frees the agent's phone. `refused` where the supervisor
	 * does not monitor that extension, or where the customer is not the only other party.
	 */
	takeOver?(running: RunningMonitoring): Promise<TakenOver | Failure>;
	/**
	 * Dials a number and lets the agent alone hear what answers; it ends by itself, or as a monitoring is
	 * stopped. Fails as `start` does.
	 */
	whisperPrompt?(request: WhisperPromptRequest): Promise<MonitoringStarted | Failure>;
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
