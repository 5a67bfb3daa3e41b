import { Failure } from '../model/failure';
import type { Attempt } from './result';

/** A condition of the monitoring that does not hold. */
export interface UnmetCondition {
	/** Which of the two extensions it is about. */
	about: 'supervisor' | 'monitored';
	condition: 'exists' | 'idle' | 'monitorMode' | 'inCall' | 'allowBeingMonitored';
	/** The sentence that says so, and what to do about it. */
	failure: Failure;
}

/** A monitoring request that was refused, or not sent, and every condition that was seen not to hold. */
export class ConditionsUnmet extends Failure {
	constructor(
		readonly unmet: readonly UnmetCondition[],
		kind: Failure['kind'] = 'refused',
		pbxCode?: string,
	) {
		const failures = unmet.map(({ failure }) => failure);
		super(
			kind,
			failures.map(({ message }) => message).join('. '),
			failures.map(({ remedy }) => remedy).join(' '),
			pbxCode,
			failures.find(({ input }) => input !== undefined)?.input,
		);
	}

	/** Whether the monitored extension is the only reason, so that no other supervisor would help. */
	isAboutMonitored(): boolean {
		return this.unmet.every(({ about }) => about === 'monitored');
	}

	/** Whether the only reason is that the monitored extension is not in a call. */
	isCallMissing(): boolean {
		return this.unmet.every(({ condition }) => condition === 'inCall');
	}
}

/** None of several supervisors could be put on the call; each with its reason. */
export class AllAttemptsFailed extends Failure {
	constructor(
		before: readonly Attempt[],
		/** Why the last one that was tried could not. */
		readonly last: Failure,
	) {
		const reasons = before.map(({ reason = '' }) => reason);
		super(last.kind, [...reasons, last.message].join('. '), last.remedy, last.pbxCode, last.input);
	}
}
