import { child, list, text, type Tree } from '../../http/tree';
import type { ExtensionState, ExtensionSummary } from '../../model/extension';
import { Failure } from '../../model/failure';
import { queueNotFound } from '../../model/failures';
import type { AgentState, QueueAgent, Queues } from '../../model/queue';
import { listExtensions } from './callState/extensionStates';
import { actions } from './wire/actions';
import type { Ask } from './wire/client';
import { readPages } from './wire/pages';
import { Refusal } from './wire/reply';

/** The list of queues names the agents; what they are doing is in the list of accounts. */
export function queues(ask: Ask): Queues {
	return {
		async status(number) {
			const rows = await readPages(ask, { action: actions.queues, rows: 'queue' });
			if (rows instanceof Failure) return rows;
			const row = rows.find((each) => text(each, 'extension') === number);
			if (row === undefined) return queueNotFound(number);
			const extensions = await listExtensions(ask);
			if (extensions instanceof Failure) return extensions;
			const waitingCallers = await waitingIn(ask, number);
			if (waitingCallers instanceof Failure) return waitingCallers;
			const agents = membersOf(row).map((member) => agent(member, extensions));
			return { number, waitingCallers, agents };
		},

		async list() {
			const rows = await readPages(ask, { action: actions.queues, rows: 'queue' });
			if (rows instanceof Failure) return rows;
			return rows
				.map((row) => ({ number: text(row, 'extension'), name: text(row, 'queue_name') }))
				.filter(({ number }) => number !== '');
		},
	};
}

/** One text with the numbers, or a list of texts or of objects: firmware differs. */
function membersOf(row: Tree): string[] {
	const members = list(child(row, 'members'));
	const numbers = members.flatMap((member) =>
		typeof member === 'string'
			? member.split(/[,&\s]+/)
			: text(member, 'member_extension') || text(member, 'extension'),
	);
	return [...new Set(numbers.filter((number) => number !== ''))];
}

const agentStates: Readonly<Record<ExtensionState, AgentState>> = {
	idle: 'idle',
	ringing: 'ringing',
	inCall: 'inCall',
	onHold: 'onHold',
	unavailable: 'unavailable',
	fault: 'unavailable',
	unknown: 'unknown',
};

function agent(number: string, extensions: readonly ExtensionSummary[]): QueueAgent {
	const row = extensions.find((each) => each.number === number);
	if (row === undefined) return { extension: number, state: 'invalid', rawState: '' };
	return { extension: number, state: agentStates[row.state], rawState: row.rawState };
}

/** Absent where the firmware does not say it, or not to this API user. */
async function waitingIn(ask: Ask, queue: string): Promise<number | undefined | Failure> {
	// An empty role asks for those who wait.
	const answer = await ask.raw(actions.queueCalls, { extension: queue, role: '' });
	if (answer instanceof Failure) return answer;
	if (answer instanceof Refusal) return undefined;
	const calls = child(answer, 'CallQueues');
	const members = list(calls).flatMap((each) => list(child(each, 'member')));
	return calls === undefined && Object.keys(answer).length > 0 ? undefined : members.length;
}
