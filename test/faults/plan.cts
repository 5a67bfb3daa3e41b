import type { Executed } from './execute.cts';
import type { Fault } from './faults/fault.cts';
import type { CellOperation } from './operations.cts';
import type { DialectName } from './pbx/dialect.cts';
import type { Hits } from './pbx/server.cts';

/** One fault, met by one operation in one dialect. */
export interface Plan {
	fault: Fault;
	dialect: DialectName;
	operation: CellOperation;
	hits: Hits;
}

/** How a run of a cell ended. */
export interface Outcome {
	executed?: Executed;
	cancelled: boolean;
	/** It was still running when its limit was over. */
	hung: boolean;
}
