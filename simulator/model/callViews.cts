import { isTalking, otherParty, type Call, type Party } from './calls.cts';
import type { InternalCall, TrunkCall } from './pbxModel.cts';

/** A call as the API sees it; absent for a call that is on no trunk. */
export function trunkView(call: Call): TrunkCall | undefined {
	const { id, direction, from, to, trunk } = call;
	if (direction === 'internal' || trunk === undefined) return undefined;
	const { kind, number } = direction === 'inbound' ? call.callee : call.caller;
	const progress = kind === 'queue' ? 'queued' : isTalking(call) ? 'talking' : 'ringing';
	return { id, direction, from, to, trunk, inside: { kind, number }, progress };
}

export function internalView(call: Call, own: Party): InternalCall {
	return { id: call.id, direction: 'internal', otherExtension: otherParty(call, own).number };
}
