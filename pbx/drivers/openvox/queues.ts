import { Failure } from '../../model/failure';
import type { AgentState, Queues } from '../../model/queue';
import { child, list, text } from '../../http/tree';
import { agentStates } from '../agentStates';
import type { Ask } from './wire/client';
import { endpoints } from './wire/endpoints';
import { explain } from './wire/errors';
import { Refusal } from './wire/reply';

const states: Readonly<Record<string, AgentState>> = {
	...agentStates,
	'9': 'paused',
	'10': 'wrapUp',
};

/** Query queue status (manual: Queue). */
export function queues(ask: Ask): Queues {
	return {
		async status(number) {
			const answer = await ask(endpoints.queueStatus, { queueid: number });
			if (answer instanceof Failure) return answer;
			if (answer instanceof Refusal) return explain(answer.errno, `Queue ${number}`);
			// `queue` in the manual's samples, `queues` in its table.
			const [queue] = list(child(answer, 'queue') ?? child(answer, 'queues'));
			if (queue === undefined) return explain('10013', `Queue ${number}`);
			const status = child(queue, 'queuestatus');
			return {
				number: text(queue, 'queuenumber') || number,
				waitingCallers: count(text(status, 'callercount')),
				agents: list(child(status, 'members')).map((member) => {
					const rawState = text(member, 'agentstatus');
					return {
						extension: text(member, 'agent'),
						state: states[rawState] ?? 'unknown',
						rawState,
					};
				}),
			};
		},
	};
}

function count(digits: string): number | undefined {
	return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}
