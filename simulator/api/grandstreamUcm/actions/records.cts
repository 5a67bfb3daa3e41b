import { field, type Actions, type ApiCall } from '../apiCall.cts';
import type { StoredCall } from '../records/archive.cts';
import type { CdrRow } from '../records/row.cts';
import type { Switches } from '../switches.cts';
import { done, refused, type Answer, type ReplyFields } from '../wire/answer.cts';
import { status } from '../wire/status.cts';

const time = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
const maxRecords = 1000;

/** `1000,1001`; everyone when blank. */
function isAmong(number: string, list: string): boolean {
	const numbers = list.split(',').map((each) => each.trim());
	return list === '' || numbers.includes(number);
}

function isWanted({ main, legs }: StoredCall, call: ApiCall): boolean {
	const start = main.start ?? '';
	const [after, before] = [field(call, 'startTime'), field(call, 'endTime')];
	if ((after !== '' && start < after) || (before !== '' && start > before)) return false;
	return [main, ...legs].some(
		({ src = '', dst = '' }) =>
			isAmong(src, field(call, 'caller')) && isAmong(dst, field(call, 'callee')),
	);
}

function shown({ main, legs }: StoredCall, { cdrLegs }: Switches): ReplyFields[] {
	if (legs.length === 1 || cdrLegs === 'flat') return [...legs];
	const parts = legs.map((leg, index): [string, CdrRow] => [`sub_cdr_${index + 1}`, leg]);
	return [{ cdr: main.session ?? '', main_cdr: main, ...Object.fromEntries(parts) }];
}

/** A count; `otherwise` where it is blank. */
function count(text: string, otherwise: number): number | undefined {
	if (text === '') return otherwise;
	return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function written(rows: readonly ReplyFields[], { cdrEnvelope, noRecords }: Switches): Answer {
	const body: ReplyFields = rows.length === 0 && noRecords === 'absent' ? {} : { cdr_root: rows };
	return cdrEnvelope === 'none' ? { outcome: 'bare', body } : done(body);
}

export const records: Actions = {
	cdrapi: {
		required: [],
		answer(call, { archive, switches }) {
			if (field(call, 'format') !== 'json') return Promise.resolve(refused(status.notSupported));
			const times = [field(call, 'startTime'), field(call, 'endTime')];
			const limit = count(field(call, 'numRecords'), maxRecords);
			const offset = count(field(call, 'offset'), 0);
			const isInvalid = times.some((each) => each !== '' && !time.test(each));
			if (isInvalid || limit === undefined || offset === undefined) {
				return Promise.resolve(refused(status.invalidValue));
			}
			const rows = archive.calls
				.filter((each) => isWanted(each, call))
				.flatMap((each) => shown(each, switches));
			const page = rows.slice(offset, offset + Math.min(limit, maxRecords));
			return Promise.resolve(written(page, switches));
		},
	},
};
