import { text } from '../../http/tree';
import { Failure, type Done } from '../../model/failure';
import { unsupported } from '../../model/failures/general';
import { agentNotChanged, queueNotFound } from '../../model/failures/queues';
import type { AgentPause, Queues } from '../../model/queue';
import { agentsOf } from './callState/queueMembers';
import { waitingIn } from './callState/waitingCallers';
import { actions, type Action, type ActionFields } from './wire/actions';
import type { Ask } from './wire/client';
import { readPages } from './wire/pages';

/** Queues, as the page of a queue shows and changes them. */
export function queues(ask: Ask): Queues {
	const command = async (
		action: Action,
		fields: ActionFields,
		extension: string,
		queue?: string,
	): Promise<Done | Failure> => {
		const answer = await ask(action, fields);
		if (!(answer instanceof Failure)) return 'done';
		// No table says which number means what here.
		const isAboutAgent = answer.kind === 'refused' || answer.kind === 'notFound';
		return isAboutAgent ? agentNotChanged(extension, queue, { pbxCode: answer.pbxCode }) : answer;
	};

	const pausing =
		(operatetype: 'pause' | 'unpause') =>
		async ({ extension, queue, reason }: AgentPause) => {
			if (queue !== undefined) return allQueuesOnly();
			if (reason !== undefined) return unsupported('reasons for a pause');
			const fields = { operatetype, interface: extension };
			return await command(actions.pauseAgent, fields, extension);
		};

	const signing = (operatetype: 'login' | 'logoff') => async (queue: string, extension: string) => {
		const fields = { operatetype, interface: extension, extension: queue };
		return await command(actions.signAgent, fields, extension, queue);
	};

	return {
		async status(number) {
			const rows = await readPages(ask, { action: actions.queues, rows: 'queue' });
			if (rows instanceof Failure) return rows;
			const row = rows.find((each) => text(each, 'extension') === number);
			if (row === undefined) return queueNotFound(number);
			const agents = await agentsOf(ask, number, row);
			if (agents instanceof Failure) return agents;
			const waiting = await waitingIn(ask, number);
			if (waiting instanceof Failure) return waiting;
			return { number, ...waiting, agents };
		},

		pauseAgent: pausing('pause'),
		resumeAgent: pausing('unpause'),
		addAgent: signing('login'),
		removeAgent: signing('logoff'),
		async list() {
			const rows = await readPages(ask, { action: actions.queues, rows: 'queue' });
			if (rows instanceof Failure) return rows;
			return rows
				.map((row) => ({ number: text(row, 'extension'), name: text(row, 'queue_name') }))
				.filter(({ number }) => number !== '');
		},
	};
}

function allQueuesOnly(): Failure {
	return new Failure(
		'unsupported',
		'This PBX pauses an agent in all queues, not in one of them',
		'Name no queue.',
		undefined,
		'queue',
	);
}
