import type { Branch } from './tree';

/** Longer rows are read without a pattern. */
const longestRow = 5_000;

/** A list has few kinds of rows, such as those of phones and of analogue ports. */
const mostPatterns = 4;

/** Of so many rows of one reply a pattern is made, or is not possible. */
const mostTries = 100;

const space = '[ \\t\\r\\n]*';
/** Without escapes and control characters it stands for itself. */
const plainText = '[^"\\\\\\0-\\x1f\\x7f-\\x9f]*';
const anyText = '[^"\\\\]*';
const digits = '-?\\d[\\d.eE+-]*';
const field = new RegExp(
	`(${space}"(${plainText})"${space}:${space})("${anyText}"|${digits})(${space}[,}])`,
	'y',
);

/**
 * Reads the rows of a list that are written like one before them: the same names in the same order, with
 * plain texts and numbers for values. Such a row is one match of a regular expression, in which no text
 * can be read in two ways. V8 runs it as machine code at once; a reader of our own is slow until V8 has
 * compiled it, and n8n reads lists so seldom that V8 forgets what it compiled.
 */
export class JsonRows {
	private readonly patterns: RowPattern[] = [];
	private tries = 0;

	constructor(
		private readonly body: string,
		private readonly isKept: (name: string) => boolean,
	) {}

	/** The row that begins there, where it ends and how many values it has; undefined if it is written otherwise. */
	read(start: number): { row: Branch; end: number; values: number } | undefined {
		for (const { pattern, names, values } of this.patterns) {
			pattern.lastIndex = start;
			const match = pattern.exec(this.body);
			if (match === null) continue;
			const row: Branch = {};
			names.forEach((name, n) => (row[name] = match[n + 1] ?? ''));
			return { row, end: pattern.lastIndex, values };
		}
		return undefined;
	}

	/** Rows like this one, which is valid, can be read from now on. */
	learn(start: number, end: number): void {
		const isEnough = this.patterns.length === mostPatterns || this.tries === mostTries;
		if (isEnough || end - start > longestRow) return;
		this.tries += 1;
		const pattern = patternOf(this.body.slice(start, end), this.isKept);
		if (pattern) this.patterns.push(pattern);
	}
}

interface RowPattern {
	pattern: RegExp;
	/** Of the fields that are kept, in the order of the groups of the pattern. */
	names: readonly string[];
	/** The row itself and all its fields. */
	values: number;
}

/** Undefined where the row holds anything but names with texts or numbers. */
function patternOf(row: string, isKept: (name: string) => boolean): RowPattern | undefined {
	const names: string[] = [];
	let source = '\\{';
	let values = 1;
	for (let at = 1; at < row.length; at = field.lastIndex) {
		field.lastIndex = at;
		const [, before, name, value, behind] = field.exec(row) ?? [];
		if (before === undefined || name === undefined || behind === undefined) return undefined;
		const kept = isKept(name);
		if (kept) names.push(name);
		const text = kept ? `"(${plainText})"` : `"${anyText}"`;
		const number = kept ? `(${digits})` : digits;
		source += literal(before) + (value?.startsWith('"') ? text : number) + literal(behind);
		values += 1;
	}
	return { pattern: new RegExp(source, 'y'), names, values };
}

function literal(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
