import { child, list, text, type Tree } from '../../../http/tree';
import { Failure } from '../../../model/failure';
import type { Action, ActionFields } from './actions';
import type { Ask } from './client';

/** Rows that are asked for at once: more than any UCM has calls, so that their list is one request. */
const rowsPerPage = 500;

/** Ten times the extensions of the largest UCM. */
const maxRows = 20_000;

/** Enough for those, where a firmware gives a hundred rows at most. */
const maxPages = 200;

/** What a list action has, and where its rows are. */
export interface PagedList {
	action: Action;
	/** The name of the rows in the reply. */
	rows: string;
	fields?: ActionFields;
}

/** Every row of a list, page by page. An empty list is without rows, or without the name of them. */
export async function readPages(
	ask: Ask,
	{ action, rows, fields }: PagedList,
): Promise<Tree[] | Failure> {
	const all: Tree[] = [];
	for (let page = 1; page <= maxPages; page += 1) {
		const wanted = { item_num: String(rowsPerPage), page: String(page), ...fields };
		const answer = await ask(action, wanted);
		if (answer instanceof Failure) return answer;
		// A firmware that ignores the page would give the first one again and again.
		const given = text(answer, 'page');
		if (given !== '' && given !== String(page)) return all;
		const found = list(child(answer, rows));
		all.push(...found);
		if (found.length === 0 || page >= pagesOf(answer)) return all;
		if (all.length > maxRows) break;
	}
	return new Failure(
		'invalidReply',
		`The PBX sent a list without an end (${action.name})`,
		'Check the firmware of the PBX, and report it on GitHub.',
	);
}

function pagesOf(answer: Tree): number {
	const digits = text(answer, 'total_page');
	return /^\d{1,9}$/.test(digits) ? Number(digits) : 1;
}
