import type { Clock } from '../model/clock';
import { partiesOf, type CallRinging, type DomainEvent, type EventName } from '../model/event';

const second = 1000;

/** Duplicates and repeated deliveries arrive within this time. */
const shortWindowMs = 5 * second;

/** A record names its call for good, so that even a late repetition is recognised. */
const recordWindowMs = 3600 * second;

const windowsMs: Readonly<Record<EventName, number>> = {
	callRinging: shortWindowMs,
	callAnswered: shortWindowMs,
	callEnded: shortWindowMs,
	callFailed: shortWindowMs,
	callTransferred: shortWindowMs,
	callRecord: recordWindowMs,
	extensionStateChanged: shortWindowMs,
	pbxStarted: shortWindowMs,
};

const maxRemembered = 5_000;

interface Seen {
	event: DomainEvent;
	/** ms since 1970. */
	atMs: number;
}

/**
 * The events that one process received lately. PBXs report some things twice (answered, ended: once for
 * each party) and repeat reports whose delivery failed; a workflow wants each event once.
 */
export class Deduplicator {
	/** The last event on each subject; the oldest first. */
	private readonly seen = new Map<string, Seen>();

	constructor(private readonly clock: Pick<Clock, 'now'>) {}

	/** Whether this event came before. A new one is remembered. */
	isDuplicate(event: DomainEvent): boolean {
		const subject = subjectOf(event);
		const before = this.seen.get(subject);
		const nowMs = this.clock.now();
		const isRecent = before !== undefined && nowMs - before.atMs < windowsMs[event.event];
		if (isRecent && sameState(before.event, event)) return true;
		this.seen.delete(subject);
		this.seen.set(subject, { event, atMs: nowMs });
		const [oldest] = this.seen.keys();
		if (this.seen.size > maxRemembered && oldest !== undefined) this.seen.delete(oldest);
		return false;
	}

	/** Whether a ringing call was reported lately that names all the parties of this one. */
	knowsRinging(ringing: CallRinging): boolean {
		const startMs = this.clock.now() - shortWindowMs;
		const named = partiesOf(ringing);
		return [...this.seen.values()].some(({ event, atMs }) => {
			if (event.event !== 'callRinging' || atMs <= startMs) return false;
			const parties = partiesOf(event);
			return named.every((number) => parties.includes(number));
		});
	}
}

/** By event and parties: the two reports of one thing may carry different call ids. */
function subjectOf(event: DomainEvent): string {
	const record = event.event === 'callRecord' ? [event.record.callId, event.record.startTime] : [];
	const parties = partiesOf(event).sort();
	return JSON.stringify([event.event, event.pbxSerialNumber, record, parties]);
}

/** An extension that was idle in between is in a new call, not in the old one again. */
function sameState(one: DomainEvent, other: DomainEvent): boolean {
	if (one.event !== 'extensionStateChanged' || other.event !== 'extensionStateChanged') return true;
	return one.rawState === other.rawState;
}
