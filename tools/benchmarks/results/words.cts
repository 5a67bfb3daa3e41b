import { spreadOf } from './statistics.cts';

/** How many times as fast: the median, and the least and the most of all rounds. */
export function timesAsFast(ratios: readonly number[]): string {
	const { median, least, most } = spreadOf(ratios);
	return least === most ? times(median) : `${times(median)} (${plain(least)} – ${plain(most)})`;
}

export function times(ratio: number): string {
	return `${plain(ratio)} ×`;
}

function plain(ratio: number): string {
	return ratio.toFixed(ratio < 1 ? 2 : ratio < 100 ? 1 : 0);
}

/** Milliseconds: the median, and the least and the most of all rounds. */
export function milliseconds(all: readonly number[]): string {
	const { median, least, most } = spreadOf(all);
	return least === most ? short(median) : `${short(median)} (${short(least)} – ${short(most)})`;
}

/** A number with two or three significant digits. */
export function short(value: number): string {
	const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
	return value.toLocaleString('en', {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	});
}

export function whole(value: number): string {
	return Math.round(value).toLocaleString('en');
}

/** Rows for a terminal; the first is the head. */
export function textTable(rows: readonly string[][]): string {
	const widths = (rows[0] ?? []).map((_, column) =>
		Math.max(...rows.map((row) => (row[column] ?? '').length)),
	);
	return rows
		.map((row) =>
			row
				.map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0)))
				.join('  '),
		)
		.join('\n');
}
