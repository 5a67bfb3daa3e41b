import { field, type ApiCall } from '../apiCall.cts';
import type { Switches } from '../switches.cts';
import type { ReplyFields } from './answer.cts';

function positive(text: string): number | undefined {
	return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined;
}

/** One page of a list, by `item_num` and `page`, with the counts of the whole. */
export function pageOf(
	rows: readonly ReplyFields[],
	call: ApiCall,
	{ defaultPageSize }: Switches,
): { rows: readonly ReplyFields[]; counts: ReplyFields } {
	const byDefault = defaultPageSize === 'all' ? Math.max(rows.length, 1) : Number(defaultPageSize);
	const size = positive(field(call, 'item_num')) ?? byDefault;
	const page = positive(field(call, 'page')) ?? 1;
	return {
		rows: rows.slice((page - 1) * size, page * size),
		counts: {
			total_item: rows.length,
			total_page: Math.max(1, Math.ceil(rows.length / size)),
			page,
		},
	};
}
