import type { Call } from './calls.cts';
import type { Office } from './office.cts';
import type { PhoneState, Queue } from './pbxModel.cts';

/** The office's queues, their members' states and who waits in them. */
export function queueViews(
	queues: Office['queues'],
	states: ReadonlyMap<string, PhoneState>,
	calls: readonly Call[],
): Queue[] {
	return queues.map(({ number, members }) => ({
		number,
		members: members.map((member) => ({ number: member, state: states.get(member) ?? 'unknown' })),
		waitingCallers: calls.filter(
			({ callee }) => callee.kind === 'queue' && callee.number === number,
		).length,
	}));
}
