import { momentOf } from '../../../http/timeZone';
import { child, list, text, type Tree } from '../../../http/tree';
import { Failure } from '../../../model/failure';
import type { QueueStatus, WaitingCaller } from '../../../model/queue';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import { Refusal } from '../wire/reply';

type Waiting = Pick<QueueStatus, 'waitingCallers' | 'callers'>;

/** Absent where the firmware does not say it, or not to this API user. */
export async function waitingIn(ask: Ask, queue: string): Promise<Waiting | Failure> {
	// An empty role asks for those who wait.
	const answer = await ask.raw(actions.queueCalls, { extension: queue, role: '' });
	if (answer instanceof Failure) return answer;
	if (answer instanceof Refusal) return {};
	const calls = child(answer, 'CallQueues');
	if (calls === undefined && Object.keys(answer).length > 0) return {};
	const rows = list(calls).flatMap((each) => list(child(each, 'member')));
	if (rows.length === 0) return { waitingCallers: 0, callers: [] };
	const clock = await clockOf(ask);
	if (clock instanceof Failure) return clock;
	const callers = rows.map((row) => caller(row, clock));
	return { waitingCallers: rows.length, callers };
}

function caller(row: Tree, clockMs: number | undefined): WaitingCaller {
	const sinceMs = momentOf(text(row, 'starttime'), 'UTC');
	const position = text(row, 'position');
	return {
		number: text(row, 'callerid') || undefined,
		position: /^[1-9]\d{0,5}$/.test(position) ? Number(position) : undefined,
		waitingSeconds:
			clockMs === undefined || sinceMs === undefined || sinceMs > clockMs
				? undefined
				: Math.round((clockMs - sinceMs) / 1000),
	};
}

/** What the UCM's own clock shows: it writes the callers' times by it, and they name no zone. */
async function clockOf(ask: Ask): Promise<number | undefined | Failure> {
	const answer = await ask.raw(actions.systemStatus);
	if (answer instanceof Failure) return answer;
	if (answer instanceof Refusal) return undefined;
	const shown = text(answer, 'system-time') || text(answer, 'system_time');
	const [wall = ''] = /^[\d-]+ [\d:]+/.exec(shown.trim()) ?? [];
	return momentOf(wall, 'UTC');
}
