import type { CallRecord } from '../../../model/records';
import { isoTime } from '../../../http/timeZone';

const directions = {
	internal: 'internal',
	inbound: 'inbound',
	outbound: 'outbound',
	callback: 'callback',
	transfer: 'transfer',
} as const satisfies Record<string, CallRecord['direction']>;

const outcomes = {
	answered: 'answered',
	'no answer': 'noAnswer',
	busy: 'busy',
	failed: 'failed',
	voicemail: 'voicemail',
} as const satisfies Record<string, CallRecord['outcome']>;

/**
 * A call record, whether from the table or from the report of a call (manual: Download call records,
 * NewCdr). It is read field by field: it also holds the PIN that the caller dialled.
 */
export function callRecord(field: (name: string) => string, timeZone: string): CallRecord {
	const optional = (name: string) => field(name) || undefined;
	const rawOutcome = optional('status');
	const { agent, queue } = throughQueue(field('callto'));
	return {
		callId: optional('callid'),
		startTime: isoTime(field('timestart'), timeZone),
		direction: lookUp(directions, field('type')),
		from: optional('callfrom'),
		to: agent ?? optional('callto'),
		queue,
		outcome: lookUp(outcomes, rawOutcome ?? '') ?? 'unknown',
		rawOutcome,
		durationSeconds: seconds(optional('callduraction') ?? optional('callduration')),
		talkSeconds: seconds(optional('talkduraction') ?? optional('talkduration')),
		sourceTrunk: optional('srctrunkname'),
		// Yeastar's guide spells it in two ways, and its boxes in a third.
		destinationTrunk:
			optional('dsttrcunkname') ?? optional('dsttrunkname') ?? optional('desttrunkname'),
		dialledNumber: optional('didnumber'),
		recording: optional('recording'),
	};
}

/** Yeastar names the queue and the agent who answered in one text, `6200(4002)`. */
function throughQueue(callto: string): { agent?: string; queue?: string } {
	const [, queue, agent] = /^(\d+)\((\d+)\)$/.exec(callto) ?? [];
	return { agent, queue };
}

/** The entry under the PBX's word, in whichever case. */
function lookUp<Value>(table: Readonly<Record<string, Value>>, word: string): Value | undefined {
	const key = word.toLowerCase();
	return Object.hasOwn(table, key) ? table[key] : undefined;
}

function seconds(digits: string | undefined): number | undefined {
	return digits !== undefined && /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}
