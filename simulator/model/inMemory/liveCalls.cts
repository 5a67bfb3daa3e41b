import { isTalking, otherParty, type Call, type MonitoringLeg, type Party } from '../calls.cts';
import type { CallEnd, LiveCall, LiveMonitoring } from '../pbxState.cts';

/** A call with its channels, as the PBX itself knows it. */
export function liveCall(call: Call): LiveCall {
	const { id, direction, from, to, trunk, caller, callee } = call;
	return {
		id,
		direction,
		from,
		to,
		trunk,
		caller: endOf(call, caller),
		callee: endOf(call, callee),
		waitsIn: callee.kind === 'queue' ? callee.number : undefined,
	};
}

export function liveMonitoring({ id, mode, supervisor, monitored }: MonitoringLeg): LiveMonitoring {
	const { channel, number, stage, holding } = supervisor;
	const state = stage !== 'up' ? 'ringing' : holding ? 'onHold' : 'talking';
	return { id, mode, monitored, supervisor: { channel, kind: 'extension', number, state } };
}

/** A party that waits for its turn, and a queue, have no channel. */
function endOf(call: Call, party: Party): CallEnd | undefined {
	const { channel, kind, number, stage } = party;
	if (kind === 'queue' || stage === 'later') return undefined;
	return { channel, kind, number, state: stateOf(call, party) };
}

function stateOf(call: Call, own: Party): CallEnd['state'] {
	if (own.stage !== 'up') return 'ringing';
	if (own.holding) return 'onHold';
	const answered = isTalking(call) || otherParty(call, own).kind === 'queue';
	return answered ? 'talking' : 'calling';
}
