import type { CurrentCall } from '../../../model/currentCall';
import { sideOf, type Member, type MemberCall } from './members';

/** Who called whom, as far as the members say. */
export interface Parties {
	direction?: CurrentCall['direction'];
	from?: string;
	to?: string;
	trunk?: string;
	/** Every extension, in the PBX's order. */
	extensions: string[];
}

/** `sides`: which side a member was on before its call was put on hold, where that is known. */
export function partiesOf(
	members: readonly Member[],
	sides: (member: Member) => ReturnType<typeof sideOf> = sideOf,
): Parties {
	const extensions = [
		...new Set(members.map(({ number }) => number).filter((number) => number !== '')),
	];
	const inbound = members.find(({ kind }) => kind === 'inbound');
	const outbound = members.find(({ kind }) => kind === 'outbound');
	if (inbound !== undefined || outbound !== undefined) {
		return {
			direction: inbound ? 'inbound' : 'outbound',
			from: (inbound ?? outbound)?.from || undefined,
			to: (outbound ?? inbound)?.to || undefined,
			trunk: (inbound ?? outbound)?.trunk || undefined,
			extensions,
		};
	}
	// One extension alone may be in a call with the PBX itself, or its other party is not named.
	if (extensions.length < 2) return { extensions };
	return { direction: 'internal', ...internalSides(members, sides), extensions };
}

function internalSides(
	members: readonly Member[],
	sides: (member: Member) => ReturnType<typeof sideOf>,
): Pick<Parties, 'from' | 'to'> {
	const caller = members.find((member) => sides(member) === 'caller')?.number;
	const callee = members.find((member) => sides(member) === 'callee')?.number;
	// With two parties, the side of one implies that of the other.
	if (members.length === 2) {
		const other = (number: string) => members.find((each) => each.number !== number)?.number;
		if (caller !== undefined) return { from: caller, to: callee ?? other(caller) };
		return callee === undefined ? {} : { from: other(callee), to: callee };
	}
	return { from: caller, to: callee };
}

/** The call as one of its members sees it; undefined for a member that has no other party. */
export function currentCall({ id, members }: MemberCall, own: Member): CurrentCall | undefined {
	const others = members.filter((member) => member !== own);
	const trunk = others.find(({ kind }) => kind !== 'extension');
	const [first] = others;
	if (first === undefined) return undefined;
	const party = trunk ?? first;
	return {
		direction: party.kind === 'extension' ? 'internal' : party.kind,
		otherParty: otherNumber(party) || undefined,
		id: id || undefined,
		trunk: party.trunk || undefined,
	};
}

function otherNumber({ kind, number, from, to }: Member): string {
	switch (kind) {
		case 'extension':
			return number;
		case 'inbound':
			return from;
		case 'outbound':
			return to;
	}
}
