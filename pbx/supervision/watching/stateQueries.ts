import type { Clock } from '../../model/clock';
import type { Extensions } from '../../model/extension';
import type { Failure } from '../../model/failure';
import { unsupported } from '../../model/failures/general';
import { serves, type Answered, type Asker, type Snapshot } from './stateQuery';
import { StateQueue } from './stateQueue';

/** The states of extensions, as the items of one execution ask for them. */
export interface States {
	/** Everything about these extensions; `sinceMs`: the answer to a query sent since then will do. */
	get(numbers: readonly string[], sinceMs?: number): Promise<Snapshot | Failure>;
	/** Watches with one query after another, at a pace that holds for all who watch the same PBX. */
	watch<T>(watching: () => Promise<T>): Promise<T>;
}

interface Used {
	queue: StateQueue;
	/** How many ask or watch. */
	users: number;
}

/** The state queries of a process, shared by all executions on the same PBX. */
export class StateQueries {
	private readonly used = new Map<string, Used>();

	/** Of how many PBXs anybody asks for states now. */
	get size(): number {
		return this.used.size;
	}

	/** `pbx`: who names the same one shares its queries. `cancelled`: aborted when the execution is cancelled. */
	asking(
		pbx: string,
		extensions: Extensions | undefined,
		clock: Clock,
		cancelled?: AbortSignal,
	): States {
		if (!extensions) {
			return {
				get: async () => await Promise.resolve(unsupported('the states of extensions')),
				watch: async (watching) => await watching(),
			};
		}
		const asker: Asker = { extensions, clock, cancelled };
		let newest: Answered | undefined;
		return {
			get: async (numbers, sinceMs = Infinity) => {
				if (newest && serves(newest, numbers, sinceMs)) return newest.snapshot;
				const answered = await this.using(
					pbx,
					async (queue) => await queue.get(asker, numbers, sinceMs),
				);
				newest = answered;
				return answered.snapshot;
			},
			watch: async (watching) => await this.using(pbx, watching),
		};
	}

	private async using<T>(pbx: string, work: (queue: StateQueue) => Promise<T>): Promise<T> {
		const used = this.used.get(pbx) ?? { queue: new StateQueue(), users: 0 };
		this.used.set(pbx, used);
		used.users += 1;
		try {
			return await work(used.queue);
		} finally {
			used.users -= 1;
			if (used.users === 0) this.used.delete(pbx);
		}
	}
}
