import { child, list, text, type Tree } from '../../../http/tree';
import { Failure } from '../../../model/failure';
import type { Ask } from './client';
import type { Endpoint, Fields } from './endpoints';

/** The most that the guide allows. */
const pageSize = 10_000;

/** A PBX may give fewer rows at once than it was asked for. */
const maxPages = 1_000;

export interface Paging {
	rowsPerPage?: number;
	/** Whether this page is the last one that is wanted. */
	isLast?: (rows: readonly Tree[]) => boolean;
}

/** Every row of a list, page by page. */
export async function allPages(
	ask: Ask,
	endpoint: Endpoint,
	fields: Fields,
	{ rowsPerPage = pageSize, isLast = () => false }: Paging = {},
): Promise<Tree[] | Failure> {
	const all: Tree[] = [];
	for (let page = 1; page <= maxPages; page += 1) {
		const answer = await ask(endpoint, {
			page: String(page),
			page_size: String(rowsPerPage),
			...fields,
		});
		if (answer instanceof Failure) return answer;
		const rows = list(child(answer, 'data'));
		all.push(...rows);
		const total = Number(text(answer, 'total_number')) || 0;
		// Without a total, a short page is taken for the last.
		const isWhole = total > 0 ? all.length >= total : rows.length < rowsPerPage;
		if (rows.length === 0 || isWhole || isLast(rows)) return all;
	}
	return new Failure(
		'refused',
		`The PBX has more than ${all.length} rows in this list`,
		'Ask for less at once, such as a shorter or a later period.',
	);
}
