import type { Clock } from '../../model/clock';
import { Failure } from '../../model/failure';
import { queueNotFound } from '../../model/failures';
import type { AgentState, QueueAgent, Queues } from '../../model/queue';
import { agentStates } from '../agentStates';
import { actions } from './wire/actions';
import type { Message } from './wire/mxml';
import type { Ask } from './wire/client';
import { memberExtension, type DriverConfig } from './wire/config';

/** Queues of app_queue, by the names that they have in queues.conf. */
export function queues(ask: Ask, clock: Clock, config: DriverConfig): Queues {
	return {
		async status(queue) {
			const answer = await ask(actions.queueStatus, [['Queue', queue]]);
			if (answer instanceof Failure) return answer;
			const rows = (event: string) => answer.items.filter((row) => row.event === event);
			const [found] = rows('QueueParams');
			// An unknown queue is a success without a queue.
			if (found === undefined) return queueNotFound(queue, { remedy: nameInAsterisk });
			return {
				number: queue,
				waitingCallers: Number(found.calls) || 0,
				agents: rows('QueueMember').map((member) => agent(config, member, clock.now())),
			};
		},

		async list() {
			const answer = await ask(actions.queueSummary, []);
			if (answer instanceof Failure) return answer;
			const numbers = answer.items.flatMap(({ event, queue }) =>
				event === 'QueueSummary' && queue ? [queue] : [],
			);
			return numbers.map((number) => ({ number, name: '' }));
		},
	};
}

const nameInAsterisk =
	'Asterisk expects the name that the queue has in queues.conf, which on FreePBX is its number.';

function agent(config: DriverConfig, member: Message, now: number): QueueAgent {
	const { location = '', stateinterface = '', status = '', paused } = member;
	return {
		extension:
			memberExtension(config, location) ?? memberExtension(config, stateinterface) ?? location,
		state: stateOf(member, now),
		rawState: paused === '1' ? `${status} paused` : status,
	};
}

/** An agent who is paused may still be in a call, which comes first. */
function stateOf(member: Message, now: number): AgentState {
	const { status = '', paused, incall, lastcall, wrapuptime } = member;
	const state = agentStates.get(status) ?? 'unknown';
	if (state !== 'idle' && state !== 'unknown') return state;
	if (incall === '1') return 'inCall';
	if (paused === '1') return 'paused';
	// Only a wrap-up time of the agent's own is reported, not the one of the queue.
	const rested = (Number(lastcall) + Number(wrapuptime)) * 1000;
	return state === 'idle' && Number(wrapuptime) > 0 && now < rested ? 'wrapUp' : state;
}
