import { wallTime } from '../../http/timeZone';
import { child, list, type Tree } from '../../http/tree';
import { Failure } from '../../model/failure';
import type { CallRecord, RecordQuery, Records } from '../../model/records';
import { callRecord, legsOf, partiesOf } from './callState/callRecord';
import { actions } from './wire/actions';
import type { Ask } from './wire/client';
import type { DriverConfig } from './wire/config';

/** The PBX gives no more at once. */
const callsPerRequest = 1_000;

/** A period with more calls than this is asked for in parts. */
const maxCalls = 50_000;

/** The call records; the extensions are looked for here, because a call names them in any of its legs. */
export function records(ask: Ask, { timeZone }: DriverConfig): Records {
	return {
		async list(query) {
			const rows = await readRows(ask, query, timeZone);
			if (rows instanceof Failure) return rows;
			return rows.flatMap((row): CallRecord[] => {
				const legs = legsOf(row);
				if (!names(legs, query.extensions)) return [];
				const record = callRecord(legs, timeZone);
				return record === undefined ? [] : [record];
			});
		},
	};
}

function names(legs: readonly Tree[], extensions: readonly string[]): boolean {
	if (extensions.length === 0) return true;
	return legs.some((leg) => partiesOf(leg).some((party) => extensions.includes(party)));
}

async function readRows(
	ask: Ask,
	{ from, to }: RecordQuery,
	timeZone: string,
): Promise<Tree[] | Failure> {
	const rows: Tree[] = [];
	while (rows.length < maxCalls) {
		const answer = await ask(actions.callRecords, {
			format: 'json',
			numRecords: String(callsPerRequest),
			offset: String(rows.length),
			startTime: wallTime(from, timeZone),
			endTime: wallTime(to, timeZone),
		});
		if (answer instanceof Failure) return answer;
		const found = list(child(answer, 'cdr_root'));
		rows.push(...found);
		if (found.length < callsPerRequest) return rows;
	}
	return new Failure(
		'invalidReply',
		`The PBX has more than ${maxCalls} call records in that time`,
		'Ask for less at once, such as a shorter period.',
	);
}
