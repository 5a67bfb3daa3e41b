import { Failure } from '../../../pbx/model/failure';
import type { CallRecord, Records } from '../../../pbx/model/records';
import { partOf, type Need } from '../actions/operation';
import { labelOf, search } from './search';

const callRecords: Need<Records> = { part: ({ records }) => records, what: 'call records' };

const dayMs = 24 * 60 * 60 * 1000;

/** More than anybody scrolls through; words narrow the list before it is cut. */
const maxShown = 200;

/** The recordings of the last days, the newest first. */
export const searchRecordings = search(async (pbx) => {
	const records = partOf(pbx, callRecords);
	if (records instanceof Failure) return records;
	const now = Date.now();
	// The clock of the PBX may be ahead, and its zone another one than the credential says.
	const period = { from: now - 7 * dayMs, to: now + dayMs };
	const found = await records.list({ ...period, extensions: [] });
	if (found instanceof Failure) return found;
	return found
		.sort((one, other) => startOf(other) - startOf(one))
		.flatMap((record) =>
			record.recording ? [{ label: recordLabel(record), value: record.recording }] : [],
		);
}, maxShown);

function startOf({ startTime = '' }: CallRecord): number {
	return Date.parse(startTime) || 0;
}

/** `2026-01-31 08:15 – 0151234567 → 106 – 75 s`, with the clock of the PBX. */
function recordLabel({ startTime = '', from, to, durationSeconds, recording }: CallRecord): string {
	const time = startTime.slice(0, 16).replace('T', ' ');
	const parties = [from, to].filter(Boolean).join(' → ');
	const duration = durationSeconds === undefined ? undefined : `${durationSeconds} s`;
	return labelOf(time, parties, duration) || (recording ?? '');
}
