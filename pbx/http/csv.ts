/** Rows of a CSV text (RFC 4180): quoted cells may hold commas, line breaks and doubled quotes. */
export function readCsv(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	// A cell, quoted or bare, and what ends it: a comma, a line break, or the end of the text.
	const cells = /(?:"((?:[^"]|"")*)"|(?!")([^,\r\n]*))(,|\r\n|\n|\r|$)/gy;
	const body = text.replace(/^\uFEFF/, '');
	while (cells.lastIndex < body.length) {
		const match = cells.exec(body);
		// Text behind a closing quote, or a quote that never closes: not a table.
		if (!match) return [];
		const [, quoted, bare = '', end] = match;
		row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
		if (end === ',' && cells.lastIndex === body.length) row.push('');
		if (end === ',' && cells.lastIndex < body.length) continue;
		rows.push(row);
		row = [];
	}
	return rows.filter((cellsOfRow) => cellsOfRow.some((cell) => cell !== ''));
}

/** A table with named columns, in lower case. */
export interface Table {
	columns: string[];
	/** The rows below the header, each cell under the name of its column. */
	rows: Array<ReadonlyMap<string, string>>;
}

export function readTable(text: string): Table {
	const [header = [], ...rows] = readCsv(text);
	const columns = header.map((name) => name.trim().toLowerCase());
	const named = (row: string[]) =>
		new Map(columns.map((name, index) => [name, (row[index] ?? '').trim()]));
	return { columns, rows: rows.map(named) };
}
