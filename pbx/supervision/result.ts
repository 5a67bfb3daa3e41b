import type { CurrentCall } from '../model/currentCall';
import type { MonitorMode } from '../model/monitoring';

/**
 * What is known of a supervisor whose phone the PBX began to call. `accepted`: no more than that.
 * `monitoring`: the PBX shows the monitoring. `answered`: it shows that the phone went into a call.
 * `ringing`: the phone still rings.
 */
export type StartResult = 'accepted' | 'monitoring' | 'answered' | 'ringing';

/** Something that was asked for and that the PBX could not confirm. */
export interface Unverified {
	/** The extension it is about. */
	extension: string;
	condition:
		| 'idle'
		| 'inCall'
		| 'monitorMode'
		| 'allowBeingMonitored'
		| 'answered'
		| 'stoppedRinging'
		| 'existingMonitoring';
}

/** One supervisor who was tried. */
export interface Attempt {
	supervisor: string;
	status: StartResult | 'failed';
	/** Why the attempt failed, in a sentence. */
	reason?: string;
}

/** What is known about a supervisor who was put on a call, and who was tried for it. */
export interface SupervisionResult extends AttemptResult {
	attempts: Attempt[];
}

/** What became of calling one supervisor. */
export interface AttemptResult {
	supervisor: string;
	/** Absent for a monitoring that was there before: the PBX does not report its mode. */
	mode?: MonitorMode;
	result: StartResult;
	call?: CurrentCall;
	/** ms from the request to the result, where the options asked to watch it. */
	elapsedMs?: number;
	existingMonitoring?: 'none' | 'kept' | 'modeChanged' | 'restarted';
	unverified: Unverified[];
}
