import { Failure } from '../../model/failure';
import { queueNotFound } from '../../model/failures';
import type { AgentState, Queues } from '../../model/queue';
import { child, list, text } from '../../http/tree';
import { agentStates } from '../agentStates';
import type { Ask } from './wire/client';
import { endpoints } from './wire/endpoints';

const states: ReadonlyMap<string, AgentState> = new Map([
	...agentStates,
	['9', 'paused'],
	['10', 'wrapUp'],
]);

/** Query queue status (manual: Queue). */
export function queues(ask: Ask): Queues {
	return {
		async status(number) {
			const answer = await ask(endpoints.queueStatus, { queueid: number }, { queue: number });
			if (answer instanceof Failure) return answer;
			// `queue` in the manual's samples, `queues` in its table.
			const [queue] = list(child(answer, 'queue') ?? child(answer, 'queues'));
			if (queue === undefined) return queueNotFound(number);
			// An object on OpenVox, an array on Yeastar.
			const [status] = list(child(queue, 'queuestatus'));
			return {
				number: text(queue, 'queuenumber') || number,
				waitingCallers: count(text(status, 'callercount')),
				agents: list(child(status, 'members')).map((member) => {
					const rawState = text(member, 'agentstatus');
					return {
						extension: text(member, 'agent'),
						state: states.get(rawState) ?? 'unknown',
						rawState,
					};
				}),
			};
		},

		async list() {
			const answer = await ask(endpoints.queues, {});
			if (answer instanceof Failure) return answer;
			const rows = list(child(answer, 'queues') ?? child(answer, 'queue'));
			return rows
				.map((row) => ({ number: text(row, 'queuenumber'), name: text(row, 'queuename') }))
				.filter(({ number }) => number !== '');
		},
	};
}

function count(digits: string): number | undefined {
	return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}
