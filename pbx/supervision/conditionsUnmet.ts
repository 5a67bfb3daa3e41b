import { Failure } from '../model/failure';
import type { UnmetCondition } from './conditions';

/** A monitoring order that was refused, or not given, and every condition that was seen not to hold. */
export class ConditionsUnmet extends Failure {
	constructor(
		readonly unmet: readonly UnmetCondition[],
		kind: Failure['kind'] = 'refused',
		pbxCode?: string,
	) {
		super(
			kind,
			unmet.map(({ message }) => message).join('. '),
			unmet.map(({ remedy }) => remedy).join(' '),
			pbxCode,
		);
	}
}
