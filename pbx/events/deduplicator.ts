import { createHash } from 'crypto';

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

/** A ringing call with more parties is not looked for: two or three is what PBXs report. */
const maxRingingParties = 16;

/** What events are compared by, as fingerprints: a report may be long, and its numbers are somebody's. */
interface Seen {
	/** ms since 1970. */
	atMs: number;
	rawState?: string;
	/** Of a ringing call. */
	parties?: readonly string[];
}

/**
 * The events that one process received lately. PBXs report some things twice (answered, ended: once for
 * each party) and repeat reports whose delivery failed; a workflow wants each event once.
 */
export class Deduplicator {
	/** The last event on each subject; the oldest first. */
	private readonly seen = new Map<string, Seen>();

	constructor(private readonly clock: Pick<Clock, 'now'>) {}

	/**
	 * Whether this event came before. A new one is remembered. `occasion`: what it is known by, where the
	 * PBX names each call and its parties may not be known at once.
	 */
	isDuplicate(event: DomainEvent, occasion?: string): boolean {
		const subject = occasion === undefined ? subjectOf(event) : fingerprint(occasion);
		const before = this.seen.get(subject);
		const nowMs = this.clock.now();
		const current = seenNow(event, nowMs);
		if (before && isWithin(windowsMs[event.event], before, nowMs)) {
			// An extension that was idle in between is in a new call, not in the old one again.
			if (before.rawState === current.rawState) return true;
		}
		this.seen.delete(subject);
		this.seen.set(subject, current);
		const [oldest] = this.seen.keys();
		if (this.seen.size > maxRemembered && oldest !== undefined) this.seen.delete(oldest);
		return false;
	}

	/** Whether a ringing call was reported lately that names all the parties of this one. */
	knowsRinging(ringing: CallRinging): boolean {
		const numbers = partiesOf(ringing);
		if (numbers.length > maxRingingParties) return false;
		const nowMs = this.clock.now();
		const named = numbers.map(fingerprint);
		return [...this.seen.values()].some((seen) => {
			const { parties } = seen;
			if (!parties || !isWithin(shortWindowMs, seen, nowMs)) return false;
			return named.every((number) => parties.includes(number));
		});
	}
}

function seenNow(event: DomainEvent, atMs: number): Seen {
	if (event.event === 'extensionStateChanged') {
		return { atMs, rawState: fingerprint(event.rawState) };
	}
	if (event.event !== 'callRinging') return { atMs };
	const parties = partiesOf(event);
	return parties.length > maxRingingParties
		? { atMs }
		: { atMs, parties: parties.map(fingerprint) };
}

/** A clock that was set back ends every window. */
function isWithin(windowMs: number, { atMs }: Seen, nowMs: number): boolean {
	const ageMs = nowMs - atMs;
	return ageMs >= 0 && ageMs < windowMs;
}

/** By event and parties: the two reports of one thing may carry different call ids. */
function subjectOf(event: DomainEvent): string {
	const record = event.event === 'callRecord' ? [event.record.callId, event.record.startTime] : [];
	const parties = partiesOf(event).sort();
	return fingerprint(JSON.stringify([event.event, event.pbxSerialNumber, record, parties]));
}

function fingerprint(text: string): string {
	return createHash('sha256').update(text, 'utf8').digest('base64');
}
