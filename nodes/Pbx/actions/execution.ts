import type { IExecuteFunctions } from 'n8n-workflow';

import type { Clock } from '../../../pbx/clock';
import { executionCancelled } from '../../../pbx/executionCancelled';
import type { Pbx } from '../../../pbx/pbx';
import { CallWatch } from '../../../pbx/supervision/callWatch';
import { Looks } from '../../../pbx/supervision/looks';
import type { Turn } from '../../../pbx/supervision/turn';
import { clockUntil } from '../../transport/clock';
import type { Turns } from './turns';

/** One run of the node: what its items share. */
export interface Execution {
	clock: Clock;
	/** Nothing more is started, and nobody waits any longer; what goes on is finished. */
	halt(): void;
	halted(): boolean;
	turn(pbx: Pbx, turns: Turns): Turn;
}

export function openExecution(context: IExecuteFunctions): Execution {
	const cancelled = context.getExecutionCancelSignal();
	const halting = new AbortController();
	const clock = clockUntil(cancelled);
	const waitingClock = clockUntil(cancelled, halting.signal);
	const began = clock.now();
	const shared = new Map<Pbx, Pick<Turn, 'looks' | 'calls'>>();
	return {
		clock,
		halt: () => halting.abort(),
		halted: () => halting.signal.aborted,
		turn(pbx, turns) {
			const known = shared.get(pbx) ?? {
				looks: new Looks(pbx.extensions, clock),
				calls: new CallWatch(pbx.extensions, waitingClock),
			};
			shared.set(pbx, known);
			const aside: Turn['aside'] = async (wait) => {
				const waited = await turns.aside(wait);
				return waitingClock.cancelled() ? executionCancelled() : waited;
			};
			return { ...known, began, clock, aside };
		},
	};
}
