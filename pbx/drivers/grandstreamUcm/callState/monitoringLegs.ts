import type { BridgedCall } from './bridgedCalls';
import { numberOf, type Leg, type Party } from './singleLegs';

// A monitoring shows as a single leg whose other party has a name of the PBX's own. What the number
// beside that name is, is not certain: the monitored extension, its other party, or nothing of use.

/** The PBX's own spelling is the second one. */
const monitoringName = /^call barg(e|in|ing)$/i;

/** Whether this leg monitors a call, or rings for it. */
export function isMonitoring(leg: Leg): boolean {
	return markedParty(leg) !== undefined;
}

/** The party that has the name of a monitoring; a leg that rings may show both parties the other way round. */
function markedParty({ own, connected }: Leg): Party | undefined {
	return [connected, own].find(({ name }) => monitoringName.test(name.trim()));
}

/** Whose phone monitors. */
export function supervisorOf(leg: Leg): string | undefined {
	const marked = markedParty(leg);
	const shown = (marked === leg.own ? leg.connected : leg.own).number;
	return numberOf(leg) ?? (/^\d+$/.test(shown) ? shown : undefined);
}

/** Whether it was answered: the supervisor is on the call. */
export function isAnswered({ state }: Leg): boolean {
	return state === 'up';
}

/** The legs by which an extension monitors, or is called to. */
export function monitoringLegsOf(extension: string, legs: readonly Leg[]): Leg[] {
	return legs.filter((leg) => isMonitoring(leg) && supervisorOf(leg) === extension);
}

/** Whether the leg itself names this extension as the monitored one. */
export function namesMonitored(leg: Leg, extension: string): boolean {
	return markedParty(leg)?.number === extension && supervisorOf(leg) !== extension;
}

/**
 * The extension whose call a leg monitors: the one that it names, or the one that talks to the number it
 * names, or the only one that is in any call. Undefined where the PBX does not show it.
 */
export function monitoredBy(leg: Leg, calls: readonly BridgedCall[]): string | undefined {
	const named = markedParty(leg)?.number ?? '';
	const supervisor = supervisorOf(leg);
	const seats = calls
		.flatMap(({ caller, callee }) => [
			{ extension: caller.extension, other: callee.number },
			{ extension: callee.extension, other: caller.number },
		])
		.filter(({ extension }) => extension !== undefined && extension !== supervisor);
	const direct = seats.find(({ extension }) => extension === named);
	if (direct) return direct.extension;
	const byParty = only(seats.filter(({ other }) => other !== '' && other === named));
	return byParty ?? only(seats);
}

/** The extension of these, if it is one. */
function only(seats: ReadonlyArray<{ extension?: string }>): string | undefined {
	const numbers = [...new Set(seats.map(({ extension }) => extension))];
	return numbers.length === 1 ? numbers[0] : undefined;
}
