import { readTable } from '../../http/csv';
import { Failure } from '../../model/failure';
import type { Records } from '../../model/records';
import { wallTime } from '../../http/timeZone';
import { callRecord } from './callState/callRecord';
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
			const table = readTable(reply.body);
			if (table instanceof Failure) return table;
			const { columns, rows } = table;
			if (!columns.includes('timestart')) return notRecords();
			return rows.map((row) => callRecord((name) => row.get(name) ?? '', timeZone));
		},
	};
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
