import { Failure } from '../model/failure';
import type { Attempt } from './result';

/** None of several supervisors could be put on the call; each with its reason. */
export class AllAttemptsFailed extends Failure {
	constructor(
		before: readonly Attempt[],
		/** Why the last one that was tried could not. */
		readonly last: Failure,
	) {
		const reasons = before.map(({ reason = '' }) => reason);
		super(last.kind, [...reasons, last.message].join('. '), last.remedy, last.pbxCode);
	}
}
