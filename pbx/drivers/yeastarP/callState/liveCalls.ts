import type { CallParty, LiveCall, LiveCallState } from '../../../model/calls';
import { startOfCall } from './callId';
import { stateInCalls } from './extensionStates';
import { isHeld, isRinging, isTalking, type MemberCall } from './members';
import { partiesOf } from './parties';

/** Every call with more than one party, from one query. */
export function liveCalls(calls: readonly MemberCall[]): LiveCall[] {
	return calls.filter((call) => !isMonitoringLeg(call)).map((call) => liveCall(call, calls));
}

/**
 * An extension that talks to nobody: the guide does not say whether a supervisor's call shows at all; if
 * it does, this is how.
 */
function isMonitoringLeg({ members }: MemberCall): boolean {
	const [only, ...others] = members;
	return others.length === 0 && only?.kind === 'extension';
}

function liveCall({ id, members }: MemberCall, all: readonly MemberCall[]): LiveCall {
	const { direction = 'internal', extensions, ...parties } = partiesOf(members);
	return {
		direction,
		id: id || undefined,
		...parties,
		extensions: extensions.sort().map((number): CallParty => {
			const state = stateInCalls(number, all)?.state ?? 'unknown';
			// This one query has no names.
			return { number, name: '', state };
		}),
		state: callState(members),
		startedAtMs: startOfCall(id),
	};
}

function callState(members: MemberCall['members']): LiveCallState {
	if (members.some(isHeld)) return 'onHold';
	if (members.filter(isTalking).length > 1) return 'talking';
	return members.some(isRinging) ? 'ringing' : 'unknown';
}
