/** How a supervisor is put on a call, beyond the bare request. Without any option it is one request. */
export interface SupervisionOptions {
	/**
	 * `beforeCalling`: no phone rings unless every condition that the PBX reports holds.
	 * `afterRefusal`: the conditions are checked only to explain why the PBX refused.
	 */
	checkConditions: 'afterRefusal' | 'beforeCalling';
	/** What to do when the supervisor monitors the call already, where the PBX shows it. */
	ifAlreadyMonitoring: 'fail' | 'succeed' | 'changeMode';
	/** Extensions to try in order if the supervisor cannot be reached. */
	fallbackSupervisors: readonly string[];
	/** ms that a phone may ring: passed to a PBX that takes a time with the request, kept by us otherwise. */
	ringTimeoutMs?: number;
	/** ms from the start of the execution within which the call may begin. */
	waitForCallMs?: number;
	/** ms to watch what becomes of an accepted request; nothing is hung up. */
	waitForAnswerMs?: number;
}
