import type { Clock } from '../../model/clock';
import { Failure } from '../../model/failure';
import type { AgentState, QueueAgent, Queues } from '../../model/queue';
import { agentStates } from '../agentStates';
import { actions } from './wire/actions';
import type { Message } from './wire/mxml';
import type { Ask } from './wire/client';
import { explain } from './wire/errors';
import { Refusal } from './wire/reply';
import { extensionOf, type DriverConfig } from './wire/config';

/** Queues of app_queue, by the names that they have in queues.conf. */
export function queues(ask: Ask, clock: Clock, settings: DriverConfig): Queues {
	return {
		async status(queue) {
			const answer = await ask(actions.queueStatus, [['Queue', queue]]);
			if (answer instanceof Failure) return answer;
			if (answer instanceof Refusal) return explain(answer.message, actions.queueStatus);
			const rows = (event: string) => answer.items.filter((row) => row.event === event);
			const [found] = rows('QueueParams');
			// An unknown queue is a success without a queue.
			if (found === undefined) return noQueue(queue);
			return {
				number: queue,
				waitingCallers: Number(found.calls) || 0,
				agents: rows('QueueMember').map((member) => agent(settings, member, clock.now())),
			};
		},
	};
}

function agent(settings: DriverConfig, member: Message, now: number): QueueAgent {
	const { location = '', stateinterface = '', status = '', paused } = member;
	return {
		extension: numberIn(settings, location) ?? numberIn(settings, stateinterface) ?? location,
		state: stateOf(member, now),
		rawState: paused === '1' ? `${status} paused` : status,
	};
}

/** The extension in `PJSIP/1002`, `Local/1002@from-queue/n` or `hint:1002@ext-local`. */
function numberIn(settings: DriverConfig, device: string): string | undefined {
	return extensionOf(settings, device) ?? /^(?:Local\/|hint:)(\d+)@/.exec(device)?.[1];
}

/** An agent who pauses may still be in a call, and that is told first. */
function stateOf(member: Message, now: number): AgentState {
	const { status = '', paused, incall, lastcall, wrapuptime } = member;
	const state = agentStates[status] ?? 'unknown';
	if (state !== 'idle' && state !== 'unknown') return state;
	if (incall === '1') return 'inCall';
	if (paused === '1') return 'paused';
	// Only a wrap-up time of the agent's own is told, not the one of the queue.
	const rested = (Number(lastcall) + Number(wrapuptime)) * 1000;
	return state === 'idle' && Number(wrapuptime) > 0 && now < rested ? 'wrapUp' : state;
}

function noQueue(queue: string): Failure {
	return new Failure(
		'notFound',
		`Queue ${queue} does not exist on the PBX`,
		"Check 'Queue Number': Asterisk wants the name that the queue has in queues.conf, which on FreePBX is its number.",
	);
}
