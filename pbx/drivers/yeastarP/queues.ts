import { child, list, text, type Tree } from '../../http/tree';
import { Failure, type Done } from '../../model/failure';
import { extensionNotFound } from '../../model/failures/extensions';
import { agentNotChanged, notAnAgent, queueNotFound } from '../../model/failures/queues';
import type {
	AgentPause,
	AgentState,
	QueueAgent,
	Queues,
	QueueStatus,
	WaitingCaller,
} from '../../model/queue';
import type { Ask } from './wire/client';
import { endpoints, type Endpoint } from './wire/endpoints';
import { explain } from './wire/errors';
import { allPages } from './wire/pages';
import { Refusal } from './wire/reply';

const states: ReadonlyMap<string, AgentState> = new Map([
	['0', 'unknown'],
	['1', 'idle'],
	['2', 'inCall'],
	['3', 'ringing'],
	['4', 'ringingInCall'],
	['5', 'onHold'],
]);

/**
 * Queues (guide: Query Call Status and Agent Status of a Queue, Agent Management), by ids that the numbers
 * lead to.
 */
export function queues(ask: Ask): Queues {
	/** "Data not found" is the answer of a queue in which nothing happens. */
	const statusOf = async (endpoint: Endpoint, id: string, queue: string) => {
		const answer = await ask.raw(endpoint, { id });
		if (!(answer instanceof Refusal)) return answer;
		return answer.errcode === '60001' ? {} : explain(answer, { queue });
	};

	/** `queue`: absent for every queue of the agent. */
	const command = async (
		endpoint: Endpoint,
		operation: string,
		{ extension, queue, reason }: AgentPause,
	): Promise<Done | Failure> => {
		const queueIds = queue === undefined ? undefined : await queueId(ask, queue);
		if (queueIds instanceof Failure) return queueIds;
		const extId = await extensionId(ask, extension);
		if (extId instanceof Failure) return extId;
		const answer = await ask.raw(endpoint, {
			ext_id: extId,
			...(queueIds !== undefined && { queue_ids: queueIds }),
			operation,
			...(reason !== undefined && { reason }),
		});
		if (answer instanceof Refusal) return explainAgent(answer, extension, queue);
		return answer instanceof Failure ? answer : 'done';
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
				...waitingIn(calls),
				agents: list(child(agents, 'data')).map(agent),
			};
		},

		pauseAgent: async (pause) => await command(endpoints.agentPause, 'pause', pause),
		resumeAgent: async (pause) => await command(endpoints.agentPause, 'unpause', pause),
		addAgent: async (queue, extension) =>
			await command(endpoints.agentLogin, 'login', { queue, extension }),
		removeAgent: async (queue, extension) =>
			await command(endpoints.agentLogin, 'logout', { queue, extension }),
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

async function extensionId(ask: Ask, extension: string): Promise<string | Failure> {
	const rows = await allPages(ask, endpoints.extensionList, { sort_by: 'number', order_by: 'asc' });
	if (rows instanceof Failure) return rows;
	const found = rows.find((row) => text(row, 'number') === extension);
	return text(found, 'id') || extensionNotFound(extension, undefined, 'extension');
}

/** Numbers that say nothing of the agent mean what they mean elsewhere. */
function explainAgent(refusal: Refusal, extension: string, queue: string | undefined): Failure {
	const { errcode, fields } = refusal;
	if (errcode === '60001') return notAnAgent(extension, queue, { pbxCode: errcode });
	if (fields.includes('reason')) {
		return new Failure(
			'invalidInput',
			'The PBX does not accept the reason for the pause',
			'It has to be the code of a pause reason of the PBX, such as *01, and needs the Enterprise or Ultimate Plan: pause without a reason.',
			errcode,
		);
	}
	const isAboutAgent = errcode === '10009' || errcode === '40002';
	return isAboutAgent
		? agentNotChanged(extension, queue, { pbxCode: errcode })
		: explain(refusal, { extension });
}

/** Without a list of the callers that it counts, the PBX does not show who they are. */
function waitingIn(calls: Tree): Pick<QueueStatus, 'waitingCallers' | 'callers'> {
	const waitingCallers = Number(text(calls, 'waiting_calls')) || 0;
	const rows = list(child(calls, 'waiting_list'));
	const callers = rows.length === waitingCallers ? rows.map(caller) : undefined;
	return { waitingCallers, callers };
}

function caller(row: Tree): WaitingCaller {
	const seconds = text(row, 'duration');
	return {
		number: text(row, 'caller_number') || undefined,
		name: text(row, 'caller_display_name') || undefined,
		waitingSeconds: /^\d{1,9}$/.test(seconds) ? Number(seconds) : undefined,
	};
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
		paused: isPaused,
		pauseReason: isPaused ? text(row, 'pause_reason') || undefined : undefined,
	};
}

/** An agent who is paused or has logged out may still be in a call, which comes first. */
function agentState(state: AgentState, isLogin: string, isPaused: boolean): AgentState {
	if (state !== 'idle' && state !== 'unknown') return state;
	if (isLogin === '0') return 'unavailable';
	return isPaused ? 'paused' : state;
}
