import { Failure } from '../model/failure';
import { tooLong, tooManyValues, ValueCount } from './replyLimit';

/** Records have short and empty cells. */
const charactersPerCell = 4;

/**
 * Rows of a CSV text (RFC 4180): quoted cells may hold commas, line breaks and doubled quotes. No row
 * where it is not a table: text behind a closing quote, or a quote that never closes. The text is gone
 * through once, from front to back.
 */
export function readCsv(text: string): string[][] | Failure {
	const long = tooLong(text);
	if (long) return long;
	const count = new ValueCount(text, charactersPerCell);
	const rows: string[][] = [];
	let row: string[] = [];
	let isEmptyRow = true;
	let at = text.startsWith('\uFEFF') ? 1 : 0;
	while (at < text.length) {
		// A cell, quoted or bare, and what ends it: a comma, a line break, or the end of the text.
		const isQuoted = text.charCodeAt(at) === quotationMark;
		const end = isQuoted ? endOfQuoted(text, at + 1) : endOfBare(text, at);
		if (end < 0) return [];
		const cell = isQuoted ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end);
		const mark = text.charCodeAt(end);
		if (end < text.length && !endsCell(mark)) return [];
		at = end + 1;
		if (mark === carriageReturn && text.charCodeAt(at) === lineFeed) at += 1;
		const isLast = mark !== comma || at === text.length;
		if (cell === '' && isLast && row.length === 0) continue;
		if (!count.add()) return tooManyValues();
		if (cell !== '') isEmptyRow = false;
		row.push(cell);
		if (!isLast) continue;
		if (mark === comma) row.push('');
		if (!isEmptyRow) rows.push(row);
		row = [];
		isEmptyRow = true;
	}
	return rows;
}

const [quotationMark, comma, carriageReturn, lineFeed] = [0x22, 0x2c, 0x0d, 0x0a];

function endsCell(code: number): boolean {
	return code === comma || code === carriageReturn || code === lineFeed;
}

function endOfBare(text: string, from: number): number {
	let at = from;
	while (at < text.length && !endsCell(text.charCodeAt(at))) at += 1;
	return at;
}

/** Behind the closing quote; negative: there is none. */
function endOfQuoted(text: string, from: number): number {
	let quote = text.indexOf('"', from);
	while (quote >= 0 && text.charCodeAt(quote + 1) === quotationMark) {
		quote = text.indexOf('"', quote + 2);
	}
	return quote < 0 ? -1 : quote + 1;
}

/** A table with named columns, in lower case. */
export interface Table {
	columns: string[];
	/** The rows below the header. */
	rows: TableRow[];
}

export interface TableRow {
	/** The cell under the name of its column; undefined where the row or the table has none. */
	get(column: string): string | undefined;
}

export function readTable(text: string): Table | Failure {
	const all = readCsv(text);
	if (all instanceof Failure) return all;
	const [header = [], ...rows] = all;
	const columns = header.map((name) => name.trim().toLowerCase());
	const indices = new Map(columns.map((name, index) => [name, index]));
	return { columns, rows: rows.map((cells) => new Row(indices, cells)) };
}

class Row implements TableRow {
	constructor(
		private readonly indices: ReadonlyMap<string, number>,
		private readonly cells: readonly string[],
	) {}

	get(column: string): string | undefined {
		const index = this.indices.get(column);
		return index === undefined ? undefined : this.cells[index]?.trim();
	}
}
