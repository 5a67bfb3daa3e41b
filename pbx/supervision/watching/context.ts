import type { Clock } from '../../model/clock';
import type { Failure } from '../../model/failure';
import type { WaitForCall } from './callWatches';
import type { States } from './stateQueries';

/** What one item of an execution needs to wait and to query, and what it shares with the other items. */
export interface SupervisionContext {
	/** When the execution began, ms since 1970: deadlines count from then. */
	startedAtMs: number;
	clock: Clock;
	/** Queries states together with everything else in this process that does so on the same PBX. */
	states: States;
	/** Waits for calls together with everything else in this process that does so on the same PBX. */
	waitForCall: WaitForCall;
	/** Lets other items run while this one only waits; a failure when nothing may be started any more. */
	yieldSlot<T>(wait: () => Promise<T>): Promise<T | Failure>;
}
