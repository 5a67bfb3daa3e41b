import type { Clock } from '../model/clock';
import { Failure } from '../model/failure';
import { unsupported } from '../model/failures';
import type { Extension, Extensions } from '../model/extension';

/** What one state query told. */
export interface Snapshot {
	extensions: Extension[];
	/** When the query was sent: what it told is no older. */
	sentAtMs: number;
}

interface Query {
	numbers: Set<string>;
	/** Absent while more numbers may join. */
	sentAt?: number;
	seen: Promise<Snapshot | Failure>;
}

/** State queries that the items of an execution share: one at a time, for everybody who asked meanwhile. */
export class StateQueries {
	private newest?: Query;

	constructor(
		private readonly extensions: Extensions | undefined,
		private readonly clock: Clock,
	) {}

	/** Full pictures of these extensions; `since`: an answer to a query sent since then will do. */
	async get(numbers: readonly string[], since = Infinity): Promise<Snapshot | Failure> {
		const { newest } = this;
		if (!newest || !serves(newest, numbers, since)) return await this.ask(numbers);
		for (const number of numbers) newest.numbers.add(number);
		return await newest.seen;
	}

	private async ask(numbers: readonly string[]): Promise<Snapshot | Failure> {
		const query: Query = { numbers: new Set(numbers), seen: this.send(() => query, this.newest) };
		this.newest = query;
		return await query.seen;
	}

	private async send(own: () => Query, before: Query | undefined): Promise<Snapshot | Failure> {
		await before?.seen;
		const query = own();
		query.sentAt = this.clock.now();
		if (!this.extensions) return unsupported('the states of extensions');
		const extensions = await this.extensions.query([...query.numbers]);
		return extensions instanceof Failure ? extensions : { extensions, sentAtMs: query.sentAt };
	}
}

function serves({ numbers: asked, sentAt }: Query, numbers: readonly string[], since: number) {
	if (sentAt === undefined) return true;
	return sentAt >= since && numbers.every((number) => asked.has(number));
}
