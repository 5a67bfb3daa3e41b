import type { Clock } from '../model/clock';
import type { Failure } from '../model/failure';
import type { CallWatch } from './callWatch';
import type { StateQueries } from './stateQueries';

/** One item's turn in an execution, and what it shares with the other items. */
export interface SupervisionContext {
	/** When the execution began, ms since 1970: deadlines count from then. */
	startedAtMs: number;
	clock: Clock;
	/** State queries, shared. */
	states: StateQueries;
	/** Extensions that are waited for, watched together. */
	calls: CallWatch;
	/** Lets other items go on while this one only waits; a failure when nothing is to be started any more. */
	yieldSlot<T>(wait: () => Promise<T>): Promise<T | Failure>;
}
