import type { Clock } from '../../model/clock';
import type { Extension, Extensions } from '../../model/extension';
import { Failure } from '../../model/failure';

/** One execution that asks for states: how it reaches the extensions, which is possible until it ends. */
export interface Asker {
	extensions: Extensions;
	clock: Clock;
	/** Aborted when the execution is cancelled. */
	cancelled?: AbortSignal;
}

/** What one state query showed. */
export interface Snapshot {
	extensions: Extension[];
	/** When the query was sent: the states are no older. */
	sentAtMs: number;
}

/** A query, and the extensions that it names. */
export interface Query {
	numbers: ReadonlySet<string>;
	sentAtMs: number;
}

export interface Answered extends Query {
	snapshot: Snapshot | Failure;
}

export interface Ask {
	asker: Asker;
	numbers: readonly string[];
	/** Joins no query of another execution. */
	isAlone?: boolean;
	resolve(answered: Answered): void;
	reject(error: unknown): void;
}

/** Whether the answer to this query is also one for these extensions. */
export function serves(query: Query, numbers: readonly string[], sinceMs: number): boolean {
	return query.sentAtMs >= sinceMs && numbers.every((number) => query.numbers.has(number));
}

/**
 * The asks that go into one query: the oldest, and those whose numbers fit beside its own. The rest are
 * for later ones.
 */
export function joined(first: Ask, waiting: readonly Ask[]) {
	const { asker, isAlone = false } = first;
	const { maxQueried = Infinity } = asker.extensions;
	const numbers = new Set<string>();
	const asks: Ask[] = [];
	const rest: Ask[] = [];
	for (const ask of waiting) {
		const more = ask.numbers.filter((number) => !numbers.has(number));
		const mayJoin = ask.asker === asker || !(isAlone || ask.isAlone);
		const isTaken = ask === first || (mayJoin && numbers.size + more.length <= maxQueried);
		(isTaken ? asks : rest).push(ask);
		if (isTaken) for (const number of more) numbers.add(number);
	}
	return { numbers, asks, rest };
}

/** What became of a query, and whom that concerns: the execution that it was sent for, one of its numbers or all. */
export interface Outcome {
	about: 'asker' | 'number' | 'all';
	tell(ask: Ask): void;
}

export async function send({ extensions, clock }: Asker, query: Query): Promise<Outcome> {
	const { numbers, sentAtMs } = query;
	try {
		const found = await extensions.query([...numbers]);
		const isFailure = found instanceof Failure;
		const snapshot = isFailure ? found : { extensions: found, sentAtMs };
		return {
			about: isFailure ? concern(found, clock) : 'all',
			tell: ({ resolve }) => resolve({ numbers, sentAtMs, snapshot }),
		};
	} catch (error) {
		return { about: 'asker', tell: ({ reject }) => reject(error) };
	}
}

function concern({ kind }: Failure, clock: Clock): Outcome['about'] {
	if (kind === 'cancelled' || clock.cancelled()) return 'asker';
	const isRefusal = kind === 'refused' || kind === 'notFound' || kind === 'invalidInput';
	return isRefusal ? 'number' : 'all';
}
