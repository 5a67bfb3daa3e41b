import { isoTime, wallTime } from '../../../http/timeZone';
import type { CallRecord } from '../../../model/records';
import { startOfCall } from './callId';

const directions: ReadonlyMap<string, CallRecord['direction']> = new Map([
	['internal', 'internal'],
	['inbound', 'inbound'],
	['outbound', 'outbound'],
	['callback', 'callback'],
	['transfer', 'transfer'],
]);

const outcomes: ReadonlyMap<string, CallRecord['outcome']> = new Map([
	['answered', 'answered'],
	// Sic, in a table of the guide.
	['answerd', 'answered'],
	['no answer', 'noAnswer'],
	['abandoned', 'noAnswer'],
	['busy', 'busy'],
	['failed', 'failed'],
	['voicemail', 'voicemail'],
]);

type Field = (name: string) => string;

/** A row of the list of records (guide: Query CDR List). Field by field: it also holds a dialled PIN. */
export function listedRecord(field: Field, timeZone: string): CallRecord {
	const rawOutcome = optional(field('disposition'));
	const startMs = listedStartMs(field);
	return {
		callId: optional(field('call_id')) ?? optional(field('uid')),
		startTime: startMs === undefined ? undefined : momentInZone(startMs, timeZone),
		direction: directions.get(field('call_type').trim().toLowerCase()),
		from: number(field('call_from_number'), field('call_from')),
		to: number(field('call_to_number'), field('call_to')),
		outcome: outcomes.get((rawOutcome ?? '').toLowerCase()) ?? 'unknown',
		rawOutcome,
		durationSeconds: seconds(field('duration')),
		talkSeconds: seconds(field('talk_duration')),
		sourceTrunk: optional(field('src_trunk')),
		destinationTrunk: optional(field('dst_trunk')),
		dialledNumber: optional(field('did_number')),
		recording: optional(field('record_file')),
	};
}

/** When a row's call began, ms since 1970: `time` is in a format that each PBX sets for itself. */
export function listedStartMs(field: Field): number | undefined {
	const timestamp = field('timestamp').trim();
	return /^\d{9,10}$/.test(timestamp) ? Number(timestamp) * 1_000 : undefined;
}

/** The report at the end of a call (guide: event 30012). */
export function reportedRecord(field: Field, timeZone: string): CallRecord {
	const rawOutcome = optional(field('status'));
	const startMs = startOfCall(field('call_id'));
	return {
		callId: optional(field('call_id')),
		// Its own time names no zone, and other PBXs print it with slashes.
		startTime:
			startMs === undefined
				? isoTime(field('time_start').replace(/\//g, '-'), timeZone)
				: momentInZone(startMs, timeZone),
		direction: directions.get(field('type').trim().toLowerCase()),
		from: number(field('call_from')),
		to: number(field('call_to')),
		outcome: outcomes.get((rawOutcome ?? '').toLowerCase()) ?? 'unknown',
		rawOutcome,
		durationSeconds: seconds(field('call_duration')),
		talkSeconds: seconds(field('talk_duration')),
		sourceTrunk: optional(field('src_trunk_name')),
		destinationTrunk: optional(field('dst_trunk_name')),
		dialledNumber: optional(field('did_number')),
		recording: optional(field('recording')),
	};
}

function momentInZone(moment: number, timeZone: string): string | undefined {
	return isoTime(wallTime(moment, timeZone), timeZone);
}

/** Empty values may be a single blank. */
function optional(value: string): string | undefined {
	return value.trim() || undefined;
}

/** The first that is there; a name may stand before it, as in `Anna Bell<1001>`. */
function number(...written: string[]): string | undefined {
	const [first] = written.flatMap((each) => optional(each) ?? []);
	return optional(/<([^<>]+)>\s*$/.exec(first ?? '')?.[1] ?? '') ?? first;
}

function seconds(digits: string): number | undefined {
	return /^\d{1,9}$/.test(digits.trim()) ? Number(digits) : undefined;
}
