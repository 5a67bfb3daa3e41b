import type { MonitorMode } from '../../pbx/model/monitoring';
import {
	isOnHold,
	isTalking,
	otherParty,
	partiesOf,
	partyOf,
	type Call,
	type MonitoringLeg,
	type Party,
} from './calls.cts';

/** One person and everybody whose voice reaches that person. */
export interface Hearing {
	listener: string;
	hears: string[];
}

type Voice = { from: Party; to: Party };

/** Whom the supervisor's voice reaches. */
const reach: Record<MonitorMode, (agent: Party, customer: Party) => Party[]> = {
	listen: () => [],
	whisper: (agent) => [agent],
	bargeIn: (agent, customer) => [agent, customer],
};

function voicesOfCall(call: Call): Voice[] {
	if (!isTalking(call) || isOnHold(call)) return [];
	return [
		{ from: call.caller, to: call.callee },
		{ from: call.callee, to: call.caller },
	];
}

function voicesOfLeg(leg: MonitoringLeg, call: Call): Voice[] {
	const { supervisor } = leg;
	if (supervisor.stage !== 'up' || supervisor.holding) return [];
	if (!isTalking(call) || isOnHold(call)) return [];
	const agent = partyOf(call, leg.monitored);
	if (!agent) return [];
	const customer = otherParty(call, agent);
	return [
		{ from: agent, to: supervisor },
		{ from: customer, to: supervisor },
		...reach[leg.mode](agent, customer).map((to) => ({ from: supervisor, to })),
	];
}

/** A number outside may be the same as an extension's. */
function identity({ kind, number }: Party): string {
	return `${kind} ${number}`;
}

/**
 * Who hears whom. While a call is on hold no voice of it passes, a monitoring supervisor's
 * included; a muted party hears the others but is not heard.
 */
export function whoHearsWhom(calls: readonly Call[], legs: readonly MonitoringLeg[]): Hearing[] {
	const voices = calls
		.flatMap((call) => [
			...voicesOfCall(call),
			...legs.filter((leg) => leg.callId === call.id).flatMap((leg) => voicesOfLeg(leg, call)),
		])
		.filter((voice) => !voice.from.muted);
	const everyone = [...calls.flatMap(partiesOf), ...legs.map((leg) => leg.supervisor)];
	const people = new Map(
		everyone.filter(({ kind }) => kind !== 'queue').map((each) => [identity(each), each.number]),
	);
	return [...people].map(([person, listener]) => ({
		listener,
		hears: voices.filter(({ to }) => identity(to) === person).map(({ from }) => from.number),
	}));
}
