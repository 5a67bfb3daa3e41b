import type { Clock } from '../model/clock';
import { partiesOf, type CallRinging, type DomainEvent } from '../model/event';

const seconds = 1000;

/** Twins and repeated deliveries arrive within this time. */
const twinWindow = 5 * seconds;

/** A record names its call for good, so that even a late repetition is recognised. */
const recordWindow = 3600 * seconds;

const mostRemembered = 5_000;

interface Told {
	event: DomainEvent;
	/** ms since 1970. */
	at: number;
}

/**
 * What one process was told lately. PBXs tell some things twice (answered, ended: once for each party)
 * and repeat what they think was lost; whoever waits for an event wants it once.
 */
export class Deduplicator {
	/** The last event on each subject; the longest ago first. */
	private readonly told = new Map<string, Told>();

	constructor(private readonly clock: Pick<Clock, 'now'>) {}

	/** Whether this was told before. What is new is remembered. */
	isDuplicate(event: DomainEvent): 'new' | 'repeated' {
		const subject = subjectOf(event);
		const before = this.told.get(subject);
		const now = this.clock.now();
		const window = event.event === 'callRecord' ? recordWindow : twinWindow;
		if (before && now - before.at < window && sameState(before.event, event)) return 'repeated';
		this.told.delete(subject);
		this.told.set(subject, { event, at: now });
		const [oldest] = this.told.keys();
		if (this.told.size > mostRemembered && oldest !== undefined) this.told.delete(oldest);
		return 'new';
	}

	/** Whether a ringing call was told lately that names all the parties of this one. */
	knowsRinging(ringing: CallRinging): boolean {
		const since = this.clock.now() - twinWindow;
		const named = partiesOf(ringing);
		return [...this.told.values()].some(({ event, at }) => {
			if (event.event !== 'callRinging' || at <= since) return false;
			const parties = partiesOf(event);
			return named.every((number) => parties.includes(number));
		});
	}
}

/** By event and parties: the two reports of one thing may carry different call ids. */
function subjectOf(event: DomainEvent): string {
	const record = event.event === 'callRecord' ? [event.callId, event.startedAt] : [];
	const parties = partiesOf(event).sort();
	return JSON.stringify([event.event, event.pbxSerialNumber, record, parties]);
}

/** An extension that was idle in between is in a new call, not in the old one again. */
function sameState(one: DomainEvent, other: DomainEvent): boolean {
	if (one.event !== 'extensionStateChanged' || other.event !== 'extensionStateChanged') return true;
	return one.rawState === other.rawState;
}
