import type { CallParty, LiveCall, LiveCallState } from '../../../model/calls';
import { Failure } from '../../../model/failure';
import type { Ask } from '../wire/client';
import { bridgedCalls, type BridgedCall, type Side } from './bridgedCalls';
import { olderFirst } from './channels';
import { isMonitoring } from './monitoringLegs';
import { extensionOf, singleLegs, type Leg } from './singleLegs';

/**
 * Calls that were answered are pairs of channels in one list; those that ring or wait are single legs
 * in another, several for one call.
 */
export async function liveCalls(ask: Ask): Promise<LiveCall[] | Failure> {
	const bridged = await bridgedCalls(ask);
	if (bridged instanceof Failure) return bridged;
	const legs = await singleLegs(ask);
	if (legs instanceof Failure) return legs;
	const answered = new Set(bridged.flatMap(({ caller, callee }) => [caller.id, callee.id]));
	const waiting = groupsOf(legs.filter(belongsToCall)).filter(
		([first]) => first !== undefined && !answered.has(first.callId),
	);
	return [...bridged.map(talking), ...waiting.map(unanswered)];
}

function talking({ id, caller, callee, direction, trunk, answeredAtMs }: BridgedCall): LiveCall {
	return {
		direction,
		id: id || undefined,
		from: caller.extension ?? (caller.number || undefined),
		to: callee.extension ?? (callee.number || undefined),
		trunk,
		extensions: parties([caller, callee].flatMap(partyOf)),
		state: 'talking',
		startedAtMs: startIn(id) ?? answeredAtMs,
	};
}

function partyOf({ extension, name }: Side): CallParty[] {
	return extension === undefined ? [] : [{ number: extension, name, state: 'inCall' }];
}

/** The PBX's own page leaves the same ones out: inner legs, and channels that do nothing yet. */
function belongsToCall(leg: Leg): boolean {
	if (isMonitoring(leg) || /^Local\//i.test(leg.channel)) return false;
	return leg.state !== 'rsrvd' && leg.state !== 'down';
}

function groupsOf(legs: readonly Leg[]): Leg[][] {
	const groups = new Map<string, Leg[]>();
	for (const leg of legs) {
		const group = groups.get(leg.callId);
		if (group) group.push(leg);
		else groups.set(leg.callId, [leg]);
	}
	return [...groups.values()].map((group) =>
		group.sort((one, other) => olderFirst(one.id, other.id)),
	);
}

function unanswered(legs: Leg[]): LiveCall {
	const ringing = legs.filter(({ state }) => state === 'ringing');
	const caller = legs.find(({ state }) => state !== 'ringing');
	const [first] = legs;
	const inbound = legs.map(({ inboundTrunk }) => inboundTrunk).find((name) => name !== '');
	const outbound = legs.map(({ outboundTrunk }) => outboundTrunk).find((name) => name !== '');
	const target = ringing[0];
	return {
		direction: inbound ? 'inbound' : outbound ? 'outbound' : 'internal',
		id: first?.callId || undefined,
		from: (caller ? numberShown(caller) : target?.connected.number) || undefined,
		to: (target ? numberShown(target) : caller?.connected.number) || undefined,
		trunk: inbound ?? outbound,
		extensions: parties(legs.flatMap(partyOfLeg)),
		state: stateOf(caller, ringing),
		startedAtMs: startIn(first?.callId ?? ''),
	};
}

function numberShown(leg: Leg): string {
	return extensionOf(leg) ?? leg.own.number;
}

function partyOfLeg(leg: Leg): CallParty[] {
	const number = extensionOf(leg);
	if (number === undefined) return [];
	const state = leg.state === 'ringing' ? 'ringing' : 'inCall';
	return [{ number, name: leg.own.name, state }];
}

function stateOf(caller: Leg | undefined, ringing: readonly Leg[]): LiveCallState {
	if (ringing.length > 0) return 'ringing';
	if (caller?.service === 'queue') return 'waiting';
	return caller?.state === 'up' ? 'talking' : 'ringing';
}

function parties(all: CallParty[]): CallParty[] {
	return all.sort((one, other) => one.number.localeCompare(other.number, 'en', { numeric: true }));
}

/** An id, `1747307232.1022`, begins with the second in which its channel was made. */
function startIn(id: string): number | undefined {
	const seconds = /^(\d{9,11})\.\d+$/.exec(id)?.[1];
	return seconds === undefined ? undefined : Number(seconds) * 1000;
}
