import type { Clock } from '../clock';
import { Failure } from '../failure';
import { notOffered } from '../notOffered';
import type { Extension, Extensions } from '../pbx';

/** What one state query told. */
export interface Seen {
	extensions: Extension[];
	/** When the query was sent: what it told is no older. */
	sentAt: number;
}

interface Query {
	numbers: Set<string>;
	/** Absent while more numbers may join. */
	sentAt?: number;
	seen: Promise<Seen | Failure>;
}

/** State queries that the items of an execution share: one at a time, for everybody who asked meanwhile. */
export class Looks {
	private newest?: Query;

	constructor(
		private readonly extensions: Extensions | undefined,
		private readonly clock: Clock,
	) {}

	/** Full pictures of these extensions; `since`: an answer to a query sent since then will do. */
	async at(numbers: readonly string[], since = Infinity): Promise<Seen | Failure> {
		const { newest } = this;
		if (!newest || !serves(newest, numbers, since)) return await this.ask(numbers);
		for (const number of numbers) newest.numbers.add(number);
		return await newest.seen;
	}

	private async ask(numbers: readonly string[]): Promise<Seen | Failure> {
		const query: Query = { numbers: new Set(numbers), seen: this.send(() => query, this.newest) };
		this.newest = query;
		return await query.seen;
	}

	private async send(own: () => Query, before: Query | undefined): Promise<Seen | Failure> {
		await before?.seen;
		const query = own();
		query.sentAt = this.clock.now();
		if (!this.extensions) return notOffered('the states of extensions');
		const extensions = await this.extensions.query([...query.numbers]);
		return extensions instanceof Failure ? extensions : { extensions, sentAt: query.sentAt };
	}
}

function serves({ numbers: asked, sentAt }: Query, numbers: readonly string[], since: number) {
	if (sentAt === undefined) return true;
	return sentAt >= since && numbers.every((number) => asked.has(number));
}
