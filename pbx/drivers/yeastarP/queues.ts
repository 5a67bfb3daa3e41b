import { child, list, text, type Tree } from '../../http/tree';
import { Failure } from '../../model/failure';
import { queueNotFound } from '../../model/failures';
import type { AgentState, QueueAgent, Queues } from '../../model/queue';
import type { Ask } from './wire/client';
import { endpoints, type Endpoint } from './wire/endpoints';
import { explain } from './wire/errors';
import { Refusal } from './wire/reply';

const states: ReadonlyMap<string, AgentState> = new Map([
	['0', 'unknown'],
	['1', 'idle'],
	['2', 'inCall'],
	['3', 'ringing'],
	['4', 'ringingInCall'],
	['5', 'onHold'],
]);

/** Queues (guide: Query Call Status and Agent Status of a Queue), by an id that the number leads to. */
export function queues(ask: Ask): Queues {
	/** "Data not found" is the answer of a queue in which nothing happens. */
	const statusOf = async (endpoint: Endpoint, id: string, queue: string) => {
		const answer = await ask.raw(endpoint, { id });
		if (!(answer instanceof Refusal)) return answer;
		return answer.errcode === '60001' ? {} : explain(answer, { queue });
	};

	return {
		async status(queue) {
			const id = await queueId(ask, queue);
			if (id instanceof Failure) return id;
			const calls = await statusOf(endpoints.queueCalls, id, queue);
			if (calls instanceof Failure) return calls;
			const agents = await statusOf(endpoints.queueAgents, id, queue);
			if (agents instanceof Failure) return agents;
			return {
				number: queue,
				waitingCallers: Number(text(calls, 'waiting_calls')) || 0,
				agents: list(child(agents, 'data')).map(agent),
			};
		},

		async list() {
			const answer = await ask.raw(endpoints.queueList, firstPage);
			if (answer instanceof Failure) return answer;
			if (answer instanceof Refusal) {
				return answer.errcode === '60001' ? [] : explain(answer);
			}
			return queueRows(answer)
				.map((row) => ({ number: text(row, 'number'), name: text(row, 'name') }))
				.filter(({ number }) => number !== '');
		},
	};
}

async function queueId(ask: Ask, queue: string): Promise<string | Failure> {
	const answer = await ask.raw(endpoints.queueSearch, { ...firstPage, search_value: queue });
	if (answer instanceof Failure) return answer;
	if (answer instanceof Refusal) return explain(answer, { queue });
	// A search also finds numbers and names that contain the value.
	const found = queueRows(answer).find((row) => text(row, 'number') === queue);
	return text(found, 'id') || queueNotFound(queue);
}

/** The most that the guide allows, and more queues than any P-Series has. */
const firstPage = { page: '1', page_size: '10000' };

/** The guide prints `queue_list`; the other lists of this API are in `data`. */
function queueRows(answer: Tree): Tree[] {
	return [...list(child(answer, 'queue_list')), ...list(child(answer, 'data'))];
}

function agent(row: Tree): QueueAgent {
	const rawState = text(row, 'call_status');
	const isPaused = text(row, 'is_pause') === '1';
	return {
		extension: text(row, 'number'),
		state: agentState(states.get(rawState) ?? 'unknown', text(row, 'is_login'), isPaused),
		rawState: isPaused ? `${rawState} paused` : rawState,
	};
}

/** An agent who is paused or has logged out may still be in a call, which comes first. */
function agentState(state: AgentState, isLogin: string, isPaused: boolean): AgentState {
	if (state !== 'idle' && state !== 'unknown') return state;
	if (isLogin === '0') return 'unavailable';
	return isPaused ? 'paused' : state;
}
