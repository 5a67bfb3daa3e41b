import type { Clock } from '../clock';
import type { Failure } from '../failure';
import type { CallWatch } from './callWatch';
import type { Looks } from './looks';

/** One item's turn in an execution, and what it shares with the other items. */
export interface Turn {
	/** When the execution began, ms since 1970: deadlines count from then. */
	began: number;
	clock: Clock;
	/** State queries, shared. */
	looks: Looks;
	/** Extensions that are waited for, watched together. */
	calls: CallWatch;
	/** Lets other items go on while this one only waits; a failure when nothing is to be started any more. */
	aside<T>(wait: () => Promise<T>): Promise<T | Failure>;
}
