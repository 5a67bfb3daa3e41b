import type { CallRecordWritten } from '../../../../model/event';
import type { CallRecord } from '../../../../model/records';
import type { NumberOf } from '../../callState/phones';
import type { Message } from '../../wire/mxml';
import { extensionsOf, wasReached } from './callEvents';
import { reportOf } from '../reportFields';
import { partiesOfCall, type TrackedCall } from './trackedCall';
import { atOffset, localTime } from './times';

/** The PBX writes the record of a leg within some ms of its end, before or after it. */
const recordDelayMs = 1_000;

/** A call with more legs is one that goes round in a queue; the later ones say nothing new. */
const maxLegs = 200;

interface EndedCall {
	call: TrackedCall;
	/** ms since 1970; absent where nobody saw the end. */
	endedAtMs?: number;
	last: Message;
	dueAtMs: number;
}

/** Makes one record of each call that is over: of the PBX's own for its legs, or of what was seen. */
export class CallRecords {
	/** What the PBX's clock is ahead of UTC, such as `+01:00`. */
	offset = '+00:00';
	private readonly ended: EndedCall[] = [];

	/** When the next record is due, ms since 1970. */
	get nextDueAtMs(): number | undefined {
		return this.ended[0]?.dueAtMs;
	}

	callEnded(call: TrackedCall, last: Message, nowMs: number, wasSeen: boolean): void {
		const endedAtMs = wasSeen ? nowMs : undefined;
		this.ended.push({ call, last, endedAtMs, dueAtMs: nowMs + recordDelayMs });
	}

	/** A record of the PBX (cdr_manager) about one leg: of a call that goes on, or that just ended. */
	add(cdr: Message, running: TrackedCall | undefined): void {
		const { uniqueid = '' } = cdr;
		const call = running ?? this.ended.find((one) => one.call.channelIds.has(uniqueid))?.call;
		if (call && call.cdrs.length < maxLegs) call.cdrs.push(cdr);
	}

	/** The records of the calls that have been over for long enough. */
	due(nowMs: number, numberOf: NumberOf): CallRecordWritten[] {
		const count = this.ended.findIndex(({ dueAtMs }) => dueAtMs > nowMs);
		const due = this.ended.splice(0, count === -1 ? this.ended.length : count);
		return due.map((one) => this.write(one, numberOf));
	}

	private write(ended: EndedCall, numberOf: NumberOf): CallRecordWritten {
		const { call, last } = ended;
		// The dialplan's half of a Local channel has a record too, which repeats one of a phone.
		const legs = call.cdrs.filter(({ channel = '' }) => !channel.startsWith('Local/'));
		const { direction, from, to, trunk } = partiesOfCall(call, numberOf);
		const isInbound = direction === 'inbound';
		const about: Omit<CallRecord, 'outcome'> = {
			callId: call.id || undefined,
			direction,
			from,
			to,
			queue: call.queue,
			...(isInbound ? { sourceTrunk: trunk } : { destinationTrunk: trunk }),
			dialledNumber: isInbound ? call.dialled : undefined,
		};
		const extensions = extensionsOf(call);
		const best = bestOf(legs);
		if (best) {
			const record = { ...about, ...ofLegs(legs, best, this.offset) };
			return { event: 'callRecord', record, extensions, report: reportOf(best) };
		}
		return {
			event: 'callRecord',
			record: { ...about, ...ofEvents(ended, this.offset) },
			extensions,
			madeFrom: 'callEvents',
			report: reportOf(last),
		};
	}
}

type Outcome = CallRecord['outcome'];

/** The PBX's words for the outcome of a leg, the most telling first. */
const dispositions: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
	['ANSWERED', 'answered'],
	['BUSY', 'busy'],
	['NO ANSWER', 'noAnswer'],
	['CONGESTION', 'failed'],
	['FAILED', 'failed'],
]);

/** And for a call that was not answered, at the end of dialling. */
const dialOutcomes: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
	['BUSY', 'busy'],
	['NOANSWER', 'noAnswer'],
	['CANCEL', 'noAnswer'],
	['CHANUNAVAIL', 'failed'],
	['CONGESTION', 'failed'],
]);

/** And where nobody dialled, by the cause (Q.850) with which the channel was hung up. */
const causeOutcomes: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
	['17', 'busy'],
	['18', 'noAnswer'],
	['19', 'noAnswer'],
]);

function bestOf(legs: readonly Message[]): Message | undefined {
	const known = [...dispositions.keys()].map((word) =>
		legs.find(({ disposition }) => disposition === word),
	);
	return known.find((leg) => leg !== undefined) ?? legs[0];
}

function ofLegs(legs: readonly Message[], best: Message, offset: string) {
	const starts = legs.map(({ starttime = '' }) => starttime).filter((time) => time !== '');
	const ends = legs.map(({ endtime = '' }) => endtime).filter((time) => time !== '');
	const [first = ''] = starts.sort();
	const last = ends.sort().at(-1) ?? '';
	const talked = legs.filter(({ disposition }) => disposition === 'ANSWERED');
	const seconds =
		(Date.parse(localTime(last, '+00:00')) - Date.parse(localTime(first, '+00:00'))) / 1000;
	const { disposition = '', lastapplication = '' } = best;
	const isVoicemail = /^voicemail$/i.test(lastapplication);
	return {
		startTime: first === '' ? undefined : localTime(first, offset),
		outcome: isVoicemail ? ('voicemail' as const) : (dispositions.get(disposition) ?? 'unknown'),
		rawOutcome: disposition || undefined,
		durationSeconds: Number.isFinite(seconds) ? seconds : undefined,
		talkSeconds: talked.reduce((sum, leg) => sum + (Number(leg.billableseconds) || 0), 0),
	};
}

/** n8n's clock in place of the PBX's; what happened while nobody saw it stays absent. */
function ofEvents({ call, last, endedAtMs }: EndedCall, offset: string) {
	const { startedAtMs, answeredAtMs, dialStatus = '' } = call;
	const since = (beganAtMs: number | undefined) =>
		beganAtMs === undefined || endedAtMs === undefined
			? undefined
			: Math.round((endedAtMs - beganAtMs) / 1000);
	const outcome = outcomeOf(call, last, endedAtMs !== undefined);
	return {
		startTime: startedAtMs === undefined ? undefined : atOffset(startedAtMs, offset),
		outcome,
		rawOutcome: dialStatus || undefined,
		durationSeconds: since(startedAtMs),
		talkSeconds: outcome === 'answered' ? since(answeredAtMs) : 0,
	};
}

function outcomeOf(call: TrackedCall, last: Message, wasSeen: boolean): Outcome {
	if (wasReached(call, last)) return 'answered';
	const { dialStatus = '' } = call;
	const { cause = '' } = last;
	const known = dialOutcomes.get(dialStatus) ?? causeOutcomes.get(cause);
	return known ?? (wasSeen ? 'failed' : 'unknown');
}
