import type { Clock } from '../../model/clock';
import { Failure } from '../../model/failure';
import { unsupported } from '../../model/failures/general';
import type { Extension, Extensions } from '../../model/extension';

/** What one state query showed. */
export interface Snapshot {
	extensions: Extension[];
	/** When the query was sent: the states are no older. */
	sentAtMs: number;
}

interface Query {
	numbers: Set<string>;
	/** Absent while more numbers may join. */
	sentAtMs?: number;
	snapshot: Promise<Snapshot | Failure>;
}

/** State queries that the items of an execution share: one at a time, for all that asked meanwhile. */
export class StateQueries {
	private newest?: Query;

	constructor(
		private readonly extensions: Extensions | undefined,
		private readonly clock: Clock,
	) {}

	/** Everything about these extensions; `sinceMs`: the answer to a query sent since then will do. */
	async get(numbers: readonly string[], sinceMs = Infinity): Promise<Snapshot | Failure> {
		const { newest } = this;
		if (!newest || !serves(newest, numbers, sinceMs)) return await this.queue(numbers);
		for (const number of numbers) newest.numbers.add(number);
		return await newest.snapshot;
	}

	private async queue(numbers: readonly string[]): Promise<Snapshot | Failure> {
		const query: Query = {
			numbers: new Set(numbers),
			snapshot: this.send(() => query, this.newest),
		};
		this.newest = query;
		// A query that threw has no answer that could serve a later one.
		void query.snapshot.catch(() => {
			if (this.newest === query) this.newest = undefined;
		});
		return await query.snapshot;
	}

	private async send(own: () => Query, before: Query | undefined): Promise<Snapshot | Failure> {
		// An exception belongs to those who asked for that query.
		await before?.snapshot.catch(() => undefined);
		const query = own();
		query.sentAtMs = this.clock.now();
		if (!this.extensions) return unsupported('the states of extensions');
		const extensions = await this.extensions.query([...query.numbers]);
		return extensions instanceof Failure ? extensions : { extensions, sentAtMs: query.sentAtMs };
	}
}

function serves(query: Query, numbers: readonly string[], sinceMs: number): boolean {
	if (query.sentAtMs === undefined) return true;
	return query.sentAtMs >= sinceMs && numbers.every((number) => query.numbers.has(number));
}
