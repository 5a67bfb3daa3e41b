import { Failure, nothingRings } from '../model/failure';
import { calledSupervisor } from '../model/failures/monitoring';
import { calledWords } from '../model/failures/words';
import type { RunningMonitoring } from '../model/monitoring';
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
		running: RunningMonitoring,
		readonly unmet: readonly UnmetCondition[],
		kind: Failure['kind'] = 'refused',
		pbxCode?: string,
	) {
		const failures = unmet.map(({ failure }) => failure);
		const [only] = failures.length === 1 ? failures : [];
		super(
			kind,
			only?.message ??
				`${calledWords(calledSupervisor(running))} cannot join the call of ${running.monitored}: ${failures.length} conditions are not met`,
			only?.remedy ?? failures.map(({ message, remedy }) => `${message}. ${remedy}`).join(' '),
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

/** Why a supervisor could not be put on a call: every unmet condition, without remedies. */
export function reasonOf(failure: Failure): string {
	if (!(failure instanceof ConditionsUnmet)) return failure.message;
	return failure.unmet.map(({ failure: { message } }) => message).join('. ');
}

/** None of several supervisors could be put on the call, or it is unknown of the last one. */
export class AllAttemptsFailed extends Failure {
	constructor(
		before: readonly Attempt[],
		/** Why the last one that was tried could not. */
		readonly last: Failure,
	) {
		const reasons = before.map(({ reason = '' }) => reason);
		const [message, remedy] = nothingRings(last.kind)
			? [
					`None of the ${before.length + 1} supervisors could join the call`,
					`${[...reasons, reasonOf(last)].join('. ')}. ${remedyOf(last)}`,
				]
			: [last.message, `${last.remedy} Tried before: ${reasons.join('. ')}.`];
		super(last.kind, message, remedy, last.pbxCode, last.input);
	}
}

function remedyOf(failure: Failure): string {
	if (!(failure instanceof ConditionsUnmet)) return failure.remedy;
	return failure.unmet.map(({ failure: { remedy } }) => remedy).join(' ');
}
