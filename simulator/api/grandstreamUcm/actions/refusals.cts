import type { UcmPbx } from '../apiCall.cts';
import { refused, type Answer } from '../wire/answer.cts';
import { status } from '../wire/status.cts';

/** Why a command cannot be carried out. */
export type Obstacle =
	| 'invalidValue'
	| 'noExtension'
	| 'noAgent'
	| 'noCall'
	| 'notIdle'
	| 'noTrunk'
	| 'noRight'
	| 'unsupported';

const statuses: Record<Obstacle, string> = {
	invalidValue: status.invalidValue,
	noExtension: status.noSuchEntry,
	noAgent: status.noSuchEntry,
	noCall: status.noSuchEntry,
	notIdle: status.systemError,
	noTrunk: status.invalidParameters,
	noRight: status.noPermission,
	unsupported: status.notSupported,
};

export function refusal(obstacle: Obstacle, { switches }: UcmPbx): Answer {
	const { refusals } = switches;
	return refused(refusals === 'byReason' ? statuses[obstacle] : refusals);
}
