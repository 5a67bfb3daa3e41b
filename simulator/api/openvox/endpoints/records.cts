import { field, splitList, type ApiCall, type Endpoints } from '../apiCall.cts';
import { recordColumns, type StoredRecord } from '../archive.cts';
import { errno } from '../http/errno.cts';
import { file, refused, success } from '../http/replyValue.cts';
import type { Switches } from '../switches.cts';

const time = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
const rangeFields = ['extid', 'starttime', 'endtime'] as const;

function rangeOf(call: ApiCall): string {
	return rangeFields.map((name) => field(call, name)).join(' ');
}

function wanted(call: ApiCall, records: readonly StoredRecord[]): StoredRecord[] {
	const numbers = splitList(field(call, 'extid'));
	return records.filter(
		({ timestart, callfrom = '', callto = '' }) =>
			timestart >= field(call, 'starttime') &&
			timestart <= field(call, 'endtime') &&
			(numbers.includes('all') || numbers.includes(callfrom) || numbers.includes(callto)),
	);
}

function writeCsv(records: StoredRecord[], switches: Switches): string {
	const { cdrColumns, cdrQuotes, cdrLines, cdrTrunkColumn } = switches;
	const columns = cdrColumns === 'asSeen' ? [...recordColumns] : [...recordColumns].reverse();
	const cell = (value: string) =>
		cdrQuotes === 'everywhere' || /[",\r\n]/.test(value)
			? `"${value.replaceAll('"', '""')}"`
			: value;
	const header = columns.map((name) => (name === 'dsttrunkname' ? cdrTrunkColumn : name));
	const rows = [header, ...records.map((record) => columns.map((name) => record[name] ?? ''))];
	const end = cdrLines === 'crlf' ? '\r\n' : '\n';
	return rows.map((row) => `${row.map(cell).join(',')}${end}`).join('');
}

/** Manual "Download call records". */
export const recordTickets: Endpoints = {
	'cdr/get_random': {
		required: rangeFields,
		answer(call, { archive, switches }) {
			if (!time.test(field(call, 'starttime')) || !time.test(field(call, 'endtime'))) {
				return Promise.resolve(refused(errno.recordTimeFormat));
			}
			const none = wanted(call, archive.records).length === 0;
			if (none && switches.noRecords === 'errno20021') {
				return Promise.resolve(refused(errno.noRecords));
			}
			const random = archive.ticketFor(rangeOf(call));
			const [extid, starttime, endtime] = rangeFields.map((name) => field(call, name));
			return Promise.resolve(
				success({
					extid: extid ?? '',
					starttime: starttime ?? '',
					endtime: endtime ?? '',
					random,
				}),
			);
		},
	},
};

export const recordDownload: Endpoints = {
	'cdr/download': {
		required: [...rangeFields, 'random'],
		answer(call, { archive, switches }) {
			if (!archive.redeem(field(call, 'random'), rangeOf(call), 'often')) {
				return Promise.resolve(refused(errno.recordRandomInvalid));
			}
			const csv = writeCsv(wanted(call, archive.records), switches);
			return Promise.resolve(file('text/csv', Buffer.from(csv, 'utf8')));
		},
	},
};
