import { Failure, type Done } from '../../model/failure';
import { unsupported } from '../../model/failures/general';
import { queueNotFound } from '../../model/failures/queues';
import type { AgentPause, AgentState, Queues } from '../../model/queue';
import { child, list, text } from '../../http/tree';
import { agentStates } from '../agentStates';
import type { Ask } from './wire/client';
import { endpoints, type Endpoint } from './wire/endpoints';

const states: ReadonlyMap<string, AgentState> = new Map([
	...agentStates,
	['9', 'paused'],
	['10', 'wrapUp'],
]);

/** Query queue status, Pause and unpause an agent, Log in and out of a queue (manual: Queue). */
export function queues(ask: Ask): Queues {
	const command = async (
		endpoint: Endpoint,
		queue: string,
		extension: string,
		more: Record<string, string> = {},
	): Promise<Done | Failure> => {
		const fields = { queueid: queue, extid: extension, ...more };
		const answer = await ask(endpoint, fields, { queue, extension });
		return answer instanceof Failure ? answer : 'done';
	};

	const pausing =
		(endpoint: Endpoint) =>
		async ({ extension, queue, reason }: AgentPause) => {
			if (queue === undefined) return queueNeeded();
			if (reason !== undefined) return unsupported('reasons for a pause');
			return await command(endpoint, queue, extension);
		};

	/** With the password of the queue, by which agents sign in and out at their phones. */
	const signing = (endpoint: Endpoint) => async (queue: string, extension: string) => {
		const answer = await ask(endpoints.queueSettings, { queueid: queue }, { queue });
		if (answer instanceof Failure) return answer;
		const rows = list(child(answer, 'queues') ?? child(answer, 'queue'));
		const settings = rows.find((row) => text(row, 'queuenumber') === queue);
		if (settings === undefined) return queueNotFound(queue);
		const password = text(settings, 'password');
		return await command(endpoint, queue, extension, password === '' ? {} : { password });
	};

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

		pauseAgent: pausing(endpoints.pauseQueueAgent),
		resumeAgent: pausing(endpoints.resumeQueueAgent),
		addAgent: signing(endpoints.addQueueAgent),
		removeAgent: signing(endpoints.removeQueueAgent),
		async list() {
			const answer = await ask(endpoints.queueSettings, {});
			if (answer instanceof Failure) return answer;
			const rows = list(child(answer, 'queues') ?? child(answer, 'queue'));
			return rows
				.map((row) => ({ number: text(row, 'queuenumber'), name: text(row, 'queuename') }))
				.filter(({ number }) => number !== '');
		},
	};
}

function queueNeeded(): Failure {
	return new Failure(
		'unsupported',
		'This PBX does not offer pausing an agent in all queues at once',
		'Name the queue.',
		undefined,
		'queue',
	);
}

function count(digits: string): number | undefined {
	return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}
