import { readTable } from '../../http/csv';
import { Failure } from '../../model/failure';
import type { CallRecord, Records } from '../../model/records';
import { isoTime, wallTime } from '../../http/timeZone';
import { downloadEndpoints, type Download } from './wire/download';
import { explain } from './wire/errors';
import { Refusal } from './wire/reply';
import type { DriverConfig } from './wire/config';

/** Download call records (manual: API Interface Examples); its CSV has the fields of the report. */
export function records(download: Download, { timeZone }: DriverConfig): Records {
	return {
		async list({ from, to, extensions }) {
			const reply = await download(downloadEndpoints.callRecords, {
				extid: extensions.length === 0 ? 'all' : extensions.join(','),
				starttime: wallTime(from, timeZone),
				endtime: wallTime(to, timeZone),
			});
			if (reply instanceof Failure) return reply;
			if (reply instanceof Refusal) {
				// There are no calls in the range.
				return reply.errno === '20021' ? [] : explain(reply.errno);
			}
			const { columns, rows } = readTable(reply.body);
			if (!columns.includes('timestart')) return notRecords();
			return rows.map((row) => callRecord(row, timeZone));
		},
	};
}

const directions: Readonly<Record<string, CallRecord['direction']>> = {
	internal: 'internal',
	inbound: 'inbound',
	outbound: 'outbound',
	callback: 'callback',
	transfer: 'transfer',
};

const outcomes: Readonly<Record<string, CallRecord['outcome']>> = {
	answered: 'answered',
	'no answer': 'noAnswer',
	busy: 'busy',
	failed: 'failed',
	voicemail: 'voicemail',
};

/** Cell by cell: a record also holds the PIN that somebody dialled. */
function callRecord(row: ReadonlyMap<string, string>, timeZone: string): CallRecord {
	const told = (name: string) => row.get(name) || undefined;
	const rawOutcome = told('status');
	return {
		callId: told('callid'),
		startTime: isoTime(row.get('timestart') ?? '', timeZone),
		direction: directions[(row.get('type') ?? '').toLowerCase()],
		from: told('callfrom'),
		to: told('callto'),
		outcome: outcomes[(rawOutcome ?? '').toLowerCase()] ?? 'unknown',
		rawOutcome,
		durationSeconds: seconds(told('callduraction') ?? told('callduration')),
		talkSeconds: seconds(told('talkduraction') ?? told('talkduration')),
		sourceTrunk: told('srctrunkname'),
		// The sibling's guide spells it in both ways.
		destinationTrunk: told('dsttrunkname') ?? told('desttrunkname'),
		dialledNumber: told('didnumber'),
		recording: told('recording'),
	};
}

function seconds(digits: string | undefined): number | undefined {
	return digits !== undefined && /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

function notRecords(): Failure {
	return new Failure(
		'invalidReply',
		'The PBX sent something else than a table of call records',
		'Check the version of its API, and the firmware of the PBX.',
		undefined,
		'apiVersion',
	);
}
