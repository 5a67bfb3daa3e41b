import type { Line, Panel } from '../charts/lines.cts';
import { median, ratiosOf } from '../results/statistics.cts';
import { milliseconds, timesAsFast, whole } from '../results/words.cts';

/** One size of one list, with the milliseconds of both who read it, run by run. */
export interface Compared {
	rows: number;
	own: number[];
	rival: number[];
}

/** How many times as fast as the rival with so many rows, one for each run. */
export function timesOf(all: readonly Compared[], rows: number): number[] {
	const one = all.find((each) => each.rows === rows);
	return one ? ratiosOf(one.own, one.rival) : [];
}

export function comparedRow({ rows, own, rival }: Compared, what: string): string[] {
	return [
		`${whole(rows)}, ${what}`,
		timesAsFast(ratiosOf(own, rival)),
		milliseconds(own),
		milliseconds(rival),
	];
}

/** Whose line is which: the names, and how the rival's is drawn. */
export interface LineNames {
	own: string;
	rival: string;
	rivalKind: Line['kind'];
}

export function comparedPanel(
	title: string,
	x: string,
	all: readonly Compared[],
	{ own, rival, rivalKind }: LineNames,
): Panel {
	const line = (name: string, kind: Line['kind'], who: 'own' | 'rival'): Line => ({
		name,
		kind,
		points: all.map((one) => [one.rows, median(one[who])]),
	});
	const lines = [line(own, 'pbx', 'own'), line(rival, rivalKind, 'rival')];
	return { title, x, y: 'milliseconds', scale: 'tenfold', lines };
}
