import { text, type Tree } from '../../http/tree';
import { Failure } from '../../model/failure';
import type { CallRecord, Records } from '../../model/records';
import { listedRecord, listedStartMs } from './callState/callRecord';
import type { Ask } from './wire/client';
import type { DriverConfig } from './wire/config';
import { endpoints } from './wire/endpoints';
import { allPages } from './wire/pages';

/** At about 500 bytes each, far below the longest reply that is read. */
const rowsPerPage = 2_000;

/**
 * The list of call records, the newest first, page by page until the period begins. The search would take
 * the period itself, but in seconds on one firmware and in the PBX's own date format on another.
 */
export function records(ask: Ask, config: DriverConfig): Records {
	return {
		async list({ from, to, extensions }) {
			const isLast = (rows: readonly Tree[]) => {
				const times = rows.map(startMs);
				const [oldest] = times.slice(-1);
				return oldest !== undefined && oldest < from && isDescending(times);
			};
			const rows = await allPages(
				ask,
				endpoints.callRecords,
				{ sort_by: 'time', order_by: 'desc' },
				{ rowsPerPage, isLast },
			);
			if (rows instanceof Failure) return rows;
			return withoutRepeated(rows)
				.filter((row) => isWithin(startMs(row), from, to))
				.map((row) => listedRecord((name) => text(row, name), config.timeZone))
				.filter((record) => isOfOneOf(record, extensions));
		},
	};
}

function startMs(row: Tree): number | undefined {
	return listedStartMs((name) => text(row, name));
}

/** A PBX that ignores the order is read to its end. */
function isDescending(times: ReadonlyArray<number | undefined>): boolean {
	return times.every((time, index) => {
		const before = times[index - 1];
		return index === 0 || (time !== undefined && before !== undefined && time <= before);
	});
}

function isWithin(moment: number | undefined, from: number, to: number): boolean {
	return moment !== undefined && moment >= from && moment <= to;
}

function isOfOneOf({ from, to }: CallRecord, extensions: readonly string[]): boolean {
	return extensions.length === 0 || extensions.some((each) => each === from || each === to);
}

/** A call that ends meanwhile moves the rows on, so that the last of one page is the first of the next. */
function withoutRepeated(rows: readonly Tree[]): Tree[] {
	const seen = new Set<string>();
	return rows.filter((row) => {
		// `uid` is shared by the rows of one call.
		const key = text(row, 'new_id') || text(row, 'id');
		if (key === '') return true;
		const isNew = !seen.has(key);
		seen.add(key);
		return isNew;
	});
}
