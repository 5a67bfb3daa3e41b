import type { CurrentCall, MonitorMode } from '../model/pbx';

/** One supervisor who was tried. */
export interface Attempt {
	supervisor: string;
	outcome: 'came' | 'didNotCome';
	/** Why it did not come, in a sentence. */
	reason?: string;
}

/** What is known about a supervisor who was put on a call. */
export interface SupervisionResult {
	supervisor: string;
	/** Absent where the PBX does not tell it: a monitoring that was there before. */
	mode?: MonitorMode;
	/**
	 * `accepted`: the PBX began to call the supervisor. `monitoring`: it shows the monitoring. `answered`:
	 * it shows only that the phone went into a call. `ringing`: pick it up. `gone`: neither any more.
	 */
	result: 'accepted' | 'monitoring' | 'answered' | 'ringing' | 'gone';
	call?: CurrentCall;
	/** ms from the order to the result, where a plan asked to watch it. */
	elapsedMs?: number;
	existingMonitoring?: 'none' | 'kept' | 'modeChanged' | 'restarted';
	/** What the plan wanted to know and the PBX does not tell. */
	unverified: string[];
}
