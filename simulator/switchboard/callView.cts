import { isOnHold, isTalking, type Call, type MonitoringLeg, type Party } from '../model/calls.cts';
import { describeHearing } from '../model/describeHearing.cts';
import { whoHearsWhom } from '../model/hearing.cts';
import type { CallView, PersonView, PhoneAct, PhoneView, Role } from './switchboard.cts';

/** Gives an extension's name; empty for other numbers. */
export type NameOf = (number: string) => string;

export function callView(call: Call, allLegs: readonly MonitoringLeg[], nameOf: NameOf): CallView {
	const legs = allLegs.filter((leg) => leg.callId === call.id);
	const person = (party: Party, role: Role): PersonView => ({
		number: party.number,
		name: party.kind === 'extension' ? nameOf(party.number) : '',
		role,
		stage: party.stage,
		holding: party.holding,
		muted: party.muted,
	});
	const monitored = legs.map((leg) => leg.monitored);
	const caller = person(call.caller, roleOf(call, call.caller, monitored));
	const callee = person(call.callee, roleOf(call, call.callee, monitored));
	return {
		id: call.id,
		direction: call.direction,
		state: stateOf(call),
		parties: call.direction === 'inbound' ? [callee, caller] : [caller, callee],
		supervisors: legs.map(({ supervisor, mode, monitored }) => ({
			...person(supervisor, 'supervisor'),
			monitors: { mode, extension: monitored },
		})),
		voices: whoHearsWhom([call], legs).flatMap(({ listener, hears }) =>
			hears.map((from) => ({ from, to: listener })),
		),
		sentences: describeHearing([call], legs),
	};
}

function roleOf(
	{ direction, caller }: Call,
	{ kind, number }: Party,
	monitored: readonly string[],
): Role {
	if (kind === 'queue' || kind === 'prompt') return kind;
	if (kind === 'outside') return 'customer';
	if (direction !== 'internal' || monitored.includes(number)) return 'agent';
	if (monitored.length > 0) return 'customer';
	return number === caller.number ? 'caller' : 'callee';
}

function stateOf(call: Call): CallView['state'] {
	if (call.callee.kind === 'queue') return 'waiting';
	if (!isTalking(call)) return 'ringing';
	return isOnHold(call) ? 'onHold' : 'talking';
}

/** What can be done at an extension's phone, whose ends of calls and of monitoring these are. */
export function actsAtExtension(ends: readonly Party[], isPlugged: boolean): PhoneAct[] {
	if (!isPlugged) return ['plug-in'];
	const isRinging = ends.some(({ stage }) => stage === 'ringing');
	const current = ends.find(({ stage, holding }) => stage === 'up' && !holding);
	const isHolding = ends.some(({ stage, holding }) => stage === 'up' && holding);
	const acts: PhoneAct[] = [];
	if (isRinging) acts.push('pick-up', 'decline');
	if (current) acts.push('hold', current.muted ? 'unmute' : 'mute');
	if (isHolding) acts.push('unhold');
	if (current || isHolding) acts.push('hang-up');
	return [...acts, 'unplug'];
}

/** The phones outside of the PBX that are in these calls. */
export function outsidePhones(calls: readonly Call[]): PhoneView[] {
	return calls.flatMap((call) =>
		[call.caller, call.callee]
			.filter(({ kind, stage }) => kind === 'outside' && stage !== 'later')
			.map(({ number, stage, muted }) => ({
				number,
				name: '',
				kind: 'outside' as const,
				state: stage === 'ringing' ? ('ringing' as const) : ('inCall' as const),
				muted,
				rights: [],
				acts: stage === 'ringing' ? ['pick-up' as const, 'decline' as const] : ['hang-up' as const],
				canCall: false,
			})),
	);
}

const monitoringWords = { listen: 'listens to', whisper: 'whispers to', bargeIn: 'barged in on' };

/** `whispers to 106`; absent where the extension monitors nobody. */
export function whomItMonitors(
	extension: string,
	legs: readonly MonitoringLeg[],
): string | undefined {
	const leg = legs.find(({ supervisor }) => supervisor.number === extension);
	if (!leg) return undefined;
	const isUp = leg.supervisor.stage === 'up';
	return `${isUp ? monitoringWords[leg.mode] : 'called to monitor'} ${leg.monitored}`;
}
