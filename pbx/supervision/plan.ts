/** How a supervisor is to be put on a call, beyond the bare order. */
export interface Plan {
	/** `beforeCalling`: nothing rings unless every condition that the PBX tells holds. */
	checkConditions: 'whenRefused' | 'beforeCalling';
	ifAlreadyMonitoring: 'fail' | 'treatAsDone' | 'changeMode';
	/** Extensions to try, in this order, when the supervisor cannot come. */
	standIns: readonly string[];
	/** ms that a phone may ring before it is hung up. */
	ringEachFor?: number;
	/** ms from the start of the execution within which the call may begin. */
	waitForCall?: number;
	/** ms to watch what becomes of an accepted order. */
	confirmStart?: number;
}
