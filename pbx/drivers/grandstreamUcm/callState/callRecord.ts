import { isoTime, momentOf } from '../../../http/timeZone';
import { child, text, type Tree } from '../../../http/tree';
import type { CallRecord } from '../../../model/records';
import { phoneNumber } from './channels';

const outcomes: ReadonlyMap<string, CallRecord['outcome']> = new Map([
	['answered', 'answered'],
	['noanswer', 'noAnswer'],
	['busy', 'busy'],
	['failed', 'failed'],
]);

const directions: ReadonlyMap<string, CallRecord['direction']> = new Map([
	['inbound', 'inbound'],
	['outbound', 'outbound'],
	['internal', 'internal'],
	['ext', 'internal'],
]);

/** A leg of a call: an attempt to reach somebody, or the part of the call before a transfer. */
type Leg = Tree;

/** A chain of calls that somebody transferred on and on is not longer. */
const maxLegs = 200;

/**
 * The legs of a call, in the order in which they began. A call with one leg is a plain row; others have
 * `main_cdr`, `sub_cdr_1` and so on, which may be within each other.
 */
export function legsOf(row: Tree): Leg[] {
	const legs = legsIn(row).slice(0, maxLegs);
	return legs.sort((one, other) => (text(one, 'start') < text(other, 'start') ? -1 : 1));
}

function legsIn(tree: Tree): Leg[] {
	if (typeof tree === 'string' || Array.isArray(tree)) return [];
	const own = text(tree, 'start') === '' ? [] : [tree];
	const inner = Object.keys(tree).filter((name) => name === 'main_cdr' || /^sub_cdr/.test(name));
	return [...own, ...inner.flatMap((name) => legsIn(child(tree, name) ?? ''))];
}

/** The extensions and numbers that a leg names; by them a call is found. */
export function partiesOf(leg: Leg): string[] {
	const named = ['src', 'dst', 'channel_ext', 'dstchannel_ext', 'chanext', 'dstchanext'];
	const phones = ['channel', 'dstchannel'].map((name) => phoneNumber(text(leg, name)));
	return [...named.map((name) => text(leg, name)), ...phones].filter(
		(number) => number !== undefined && number !== '',
	) as string[];
}

/** One record for a call, however many legs it has: who called, who answered in the end, and how long. */
export function callRecord(legs: readonly Leg[], timeZone: string): CallRecord | undefined {
	const [first] = legs;
	const last = legs.at(-1);
	if (first === undefined || last === undefined) return undefined;
	const firstOf = (name: string) =>
		legs.map((leg) => text(leg, name)).find((value) => value !== '');
	const answered = longestAnswered(legs);
	const decisive = answered ?? last;
	const rawOutcome = text(decisive, 'disposition') || undefined;
	const sourceTrunk = firstOf('src_trunk_name');
	const destinationTrunk = firstOf('dst_trunk_name');
	const queue = legs.map(queueOf).find((number) => number !== undefined);
	return {
		callId: firstOf('uniqueid'),
		startTime: isoTime(text(first, 'start'), timeZone),
		direction: directionOf(first) ?? directionBy(sourceTrunk, destinationTrunk),
		from: text(first, 'src') || undefined,
		to: calledIn(decisive) || undefined,
		queue,
		outcome: isVoicemail(decisive) ? 'voicemail' : outcomeOf(rawOutcome),
		rawOutcome,
		durationSeconds: durationOf(legs, timeZone),
		talkSeconds: answered === undefined ? 0 : seconds(text(answered, 'billsec')),
		sourceTrunk,
		destinationTrunk,
		recording: legs.map(recordingOf).find((name) => name !== undefined),
	};
}

/** The leg in which they talked longest: a queue and a menu answer as well, but before. */
function longestAnswered(legs: readonly Leg[]): Leg | undefined {
	const answered = legs.filter((leg) => outcomeOf(text(leg, 'disposition')) === 'answered');
	const people = answered.filter((leg) => text(leg, 'dstchannel') !== '');
	const talkTime = (leg: Leg) => seconds(text(leg, 'billsec')) ?? 0;
	return (people.length > 0 ? people : answered).reduce<Leg | undefined>(
		(best, leg) => (best === undefined || talkTime(leg) > talkTime(best) ? leg : best),
		undefined,
	);
}

/** Whose phone it was, where the leg names it; otherwise the number that was dialled. */
function calledIn(leg: Leg): string {
	return (
		text(leg, 'dstchannel_ext') ||
		text(leg, 'dstchanext') ||
		phoneNumber(text(leg, 'dstchannel')) ||
		text(leg, 'dst')
	);
}

function outcomeOf(disposition = ''): CallRecord['outcome'] {
	return outcomes.get(disposition.toLowerCase().replace(/[\s_-]/g, '')) ?? 'unknown';
}

function isVoicemail(leg: Leg): boolean {
	return /^voicemail/i.test(text(leg, 'lastapp')) || /^vm/i.test(text(leg, 'action_type'));
}

function directionOf(leg: Leg): CallRecord['direction'] {
	return directions.get(text(leg, 'userfield').toLowerCase());
}

function directionBy(source?: string, destination?: string): CallRecord['direction'] {
	if (source !== undefined) return 'inbound';
	return destination === undefined ? 'internal' : 'outbound';
}

/** `QUEUE[6500]` says which queue a leg came through. */
function queueOf(leg: Leg): string | undefined {
	return /^QUEUE\[(\w{1,32})\]/i.exec(text(leg, 'action_type'))?.[1];
}

/** From the first start to the last end; the longest leg where those cannot be read. */
function durationOf(legs: readonly Leg[], timeZone: string): number | undefined {
	const starts = momentsOf(legs, 'start', timeZone);
	const ends = momentsOf(legs, 'end', timeZone);
	const longest = Math.max(...legs.map((leg) => seconds(text(leg, 'duration')) ?? -1));
	const whole =
		starts.length === 0 || ends.length === 0
			? -1
			: Math.round((Math.max(...ends) - Math.min(...starts)) / 1000);
	const duration = legs.length === 1 && longest >= 0 ? longest : Math.max(whole, longest);
	return duration < 0 ? undefined : duration;
}

function momentsOf(legs: readonly Leg[], name: string, timeZone: string): number[] {
	return legs
		.map((leg) => momentOf(text(leg, name), timeZone))
		.filter((moment) => moment !== undefined);
}

/** The first file of `2026-03/auto-….wav@`, without the folder: it is asked for by its name. */
function recordingOf(leg: Leg): string | undefined {
	const [file = ''] = text(leg, 'recordfiles')
		.split('@')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	return file.slice(file.lastIndexOf('/') + 1) || undefined;
}

function seconds(digits: string): number | undefined {
	return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}
