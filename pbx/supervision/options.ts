/** How a supervisor is to be put on a call, beyond the bare order. */
export interface SupervisionOptions {
	/** `beforeCalling`: nothing rings unless every condition that the PBX tells holds. */
	checkConditions: 'afterRefusal' | 'beforeCalling';
	ifAlreadyMonitoring: 'fail' | 'succeed' | 'changeMode';
	/** Extensions to try, in this order, when the supervisor cannot come. */
	fallbackSupervisors: readonly string[];
	/** ms that a phone may ring before it is hung up. */
	ringTimeoutMs?: number;
	/** ms from the start of the execution within which the call may begin. */
	waitForCallMs?: number;
	/** ms to watch what becomes of an accepted order. */
	waitForAnswerMs?: number;
}
