import type { CurrentCall, MonitorMode } from '../pbx';

/** One supervisor who was tried. */
export interface Attempt {
	supervisor: string;
	outcome: 'came' | 'didNotCome';
	/** Why it did not come, in a sentence. */
	reason?: string;
}

/** What is known about a supervisor who was put on a call. */
export interface Supervision {
	supervisor: string;
	/** Absent where the PBX does not tell it: a monitoring that was there before. */
	mode?: MonitorMode;
	/**
	 * `accepted`: the PBX began to call the supervisor. `onTheLine`: it shows the monitoring. `answered`:
	 * it shows only that the phone went into a call. `ringing`: pick it up. `gone`: neither any more.
	 */
	result: 'accepted' | 'onTheLine' | 'answered' | 'ringing' | 'gone';
	call?: CurrentCall;
	/** ms from the order to the result, where a plan asked to watch it. */
	took?: number;
	alreadyMonitoring?: 'no' | 'leftAsItWas' | 'modeChanged' | 'restarted';
	/** What the plan wanted to know and the PBX does not tell. */
	notTold: string[];
}
