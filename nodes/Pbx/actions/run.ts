import type { IExecuteFunctions } from 'n8n-workflow';

import type { Clock } from '../../../pbx/model/clock';
import { executionCancelled } from '../../../pbx/model/failures/general';
import type { Pbx } from '../../../pbx/model/pbx';
import { CallWatches } from '../../../pbx/supervision/watching/callWatches';
import { StateQueries } from '../../../pbx/supervision/watching/stateQueries';
import type { SupervisionContext } from '../../../pbx/supervision/watching/context';
import { clockUntil } from '../../../transport/clock';
import type { OpenedPbx } from '../../../transport/connect';
import type { ItemScheduler } from './scheduler';

/** What the items of one run of the node share. */
export interface Run {
	clock: Clock;
	/** Starts nothing more and ends all waiting; items in flight are finished. */
	halt(): void;
	halted(): boolean;
	contextFor(opened: OpenedPbx, scheduler: ItemScheduler): SupervisionContext;
}

/** Of all executions in this process. */
const callWatches = new CallWatches();
const stateQueries = new StateQueries();

export function createRun(context: IExecuteFunctions): Run {
	const cancelled = context.getExecutionCancelSignal();
	const halting = new AbortController();
	const clock = clockUntil(cancelled);
	const waitingClock = clockUntil(cancelled, halting.signal);
	const startedAtMs = clock.now();
	const shared = new Map<Pbx, Pick<SupervisionContext, 'states' | 'waitForCall'>>();
	return {
		clock,
		halt: () => halting.abort(),
		halted: () => halting.signal.aborted,
		contextFor({ pbx, key }, scheduler) {
			const known = shared.get(pbx) ?? {
				states: stateQueries.asking(key, pbx.extensions, clock, cancelled),
				waitForCall: callWatches.waiting(key, pbx.extensions, waitingClock),
			};
			shared.set(pbx, known);
			const yieldSlot: SupervisionContext['yieldSlot'] = async (wait) => {
				const waited = await scheduler.yieldSlot(wait);
				return waitingClock.cancelled() ? executionCancelled() : waited;
			};
			return { ...known, startedAtMs, clock, yieldSlot };
		},
	};
}
