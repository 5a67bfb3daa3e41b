import {
	isGone,
	isHeld,
	isRinging,
	isTalking,
	sideOf,
	type Member,
	type MemberCall,
	type Side,
} from './members';
import { partiesOf, type Parties } from './parties';

/** A member as all reports on its call together show it. */
interface Tracked extends Member {
	side?: Side;
	hasTalked: boolean;
}

/** What a report changed in its call. */
export interface CallChange extends Parties {
	stage: 'ringing' | 'answered' | 'ended';
	/** Identifies this change among those of the same call, whichever member was reported first. */
	occasion: string;
	/** Of a call that rings: the report is about the caller alone. */
	heardBy: 'callee' | 'caller';
}

interface Changed {
	before?: Tracked;
	after: Tracked;
}

const maxCalls = 1_000;
const maxMembers = 64;

/**
 * The calls that a PBX reported lately. It sends one report for each change of any member, often with that
 * member alone: who is called and by whom is known from several of them.
 */
export class CallTracker {
	/** Members by their channel; the call that was reported last is the last. */
	private readonly calls = new Map<string, Map<string, Tracked>>();

	/** Undefined where nothing that is an event of a call has changed. */
	update({ id, members }: MemberCall): CallChange | undefined {
		const known = this.membersOf(id);
		const changed = members.flatMap((member): Changed[] => {
			const key = member.channelId || `${member.kind} ${member.number} ${member.from} ${member.to}`;
			const before = known.get(key);
			if (before === undefined && known.size >= maxMembers) return [];
			const after = merged(before, member);
			known.set(key, after);
			return before?.status === after.status ? [] : [{ before, after }];
		});
		const all = [...known.values()];
		const stage = stageOf(changed, all);
		if (stage === undefined) return undefined;
		return { ...parties(all, stage.stage), ...stage, occasion: `${id} ${stage.occasion}` };
	}

	/** The parties of a call as far as they are known. */
	partiesOf(id: string): Parties {
		return parties([...(this.calls.get(id)?.values() ?? [])]);
	}

	private membersOf(id: string): Map<string, Tracked> {
		const members = this.calls.get(id) ?? new Map<string, Tracked>();
		// Reports without an id have nothing in common.
		if (id === '') return members;
		this.calls.delete(id);
		this.calls.set(id, members);
		const [oldest] = this.calls.keys();
		if (this.calls.size > maxCalls && oldest !== undefined) this.calls.delete(oldest);
		return members;
	}
}

function merged(before: Tracked | undefined, member: Member): Tracked {
	return {
		...member,
		number: member.number || (before?.number ?? ''),
		from: member.from || (before?.from ?? ''),
		to: member.to || (before?.to ?? ''),
		trunk: member.trunk || (before?.trunk ?? ''),
		side: sideOf(member) ?? before?.side,
		hasTalked: isTalking(member) || (before?.hasTalked ?? false),
	};
}

type Stage = Pick<CallChange, 'stage' | 'occasion' | 'heardBy'>;

function stageOf(changed: readonly Changed[], all: readonly Tracked[]): Stage | undefined {
	if (changed.some((each) => endsCall(each, all))) {
		return { stage: 'ended', occasion: 'ended', heardBy: 'callee' };
	}
	if (changed.some((each) => answersCall(each, all))) {
		return { stage: 'answered', occasion: 'answered', heardBy: 'callee' };
	}
	const callees = changed.filter(({ before, after }) => rings(after) && !(before && rings(before)));
	if (callees.length > 0) {
		const numbers = callees.map(({ after: { number, to } }) => number || to).sort();
		return { stage: 'ringing', occasion: `ringing ${numbers.join()}`, heardBy: 'callee' };
	}
	// What the caller hears is said by the report on the phone that rings, if there is one.
	const isHeard = changed.some(({ after }) => after.status === 'ALERT');
	if (!isHeard || all.some(({ side }) => side === 'callee')) return undefined;
	return { stage: 'ringing', occasion: 'ringing', heardBy: 'caller' };
}

function rings({ status }: Member): boolean {
	return status === 'RING' || status === 'EARLYMEDIA';
}

/** A phone of a group that rings no more, and one of three parties who leaves, do not end the call. */
function endsCall({ before, after }: Changed, all: readonly Tracked[]): boolean {
	if (!isGone(after)) return false;
	const left = all.filter((member) => !isGone(member)).length;
	return left === 0 || (left === 1 && !(before && isRinging(before)));
}

/** A call that an IVR or a queue took for the PBX is not answered yet; one that is resumed was answered before. */
function answersCall({ before, after }: Changed, all: readonly Tracked[]): boolean {
	if (!isTalking(after) || (before && (isTalking(before) || isHeld(before)))) return false;
	if (after.status === 'ANSWER' || after.kind === 'extension') return true;
	return all.some((member) => member !== after && (isTalking(member) || isHeld(member)));
}

/** Phones that only rang are left out once an extension has talked, unless the event is that one rings. */
function parties(all: readonly Tracked[], stage?: CallChange['stage']): Parties {
	const hasAnswered = all.some(({ kind, hasTalked }) => kind === 'extension' && hasTalked);
	const isParty = ({ kind, hasTalked, status }: Tracked) =>
		kind !== 'extension' || hasTalked || (stage === 'ringing' && status !== 'BYE');
	const members = hasAnswered ? all.filter(isParty) : all;
	return partiesOf(members, (member) => all.find((each) => each === member)?.side);
}
