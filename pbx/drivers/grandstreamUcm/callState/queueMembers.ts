import { child, list, text, type Tree } from '../../../http/tree';
import type { ExtensionState, ExtensionSummary } from '../../../model/extension';
import { Failure } from '../../../model/failure';
import type { AgentState, QueueAgent } from '../../../model/queue';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import { Refusal } from '../wire/reply';
import { extensionState, listExtensions } from './extensionStates';

const agentStates: Readonly<Record<ExtensionState, AgentState>> = {
	idle: 'idle',
	ringing: 'ringing',
	inCall: 'inCall',
	onHold: 'onHold',
	unavailable: 'unavailable',
	fault: 'unavailable',
	unknown: 'unknown',
};

/**
 * The agents of a queue as its own page shows them. An API user who may not ask for that page gets the
 * members of the list of queues, with what their phones are doing.
 */
export async function agentsOf(
	ask: Ask,
	queue: string,
	row: Tree,
): Promise<QueueAgent[] | Failure> {
	const answer = await ask.raw(actions.queueMembers, { extension: queue });
	if (answer instanceof Failure) return answer;
	const page = answer instanceof Refusal ? undefined : child(answer, 'CallQueueMembersMessage');
	if (page !== undefined) return list(child(page, 'member')).map(shownAgent);
	const extensions = await listExtensions(ask);
	if (extensions instanceof Failure) return extensions;
	return membersOf(row).map((member) => listedAgent(member, extensions));
}

function shownAgent(row: Tree): QueueAgent {
	const rawState = text(row, 'status');
	const isPaused = rawState.toLowerCase() === 'paused';
	const callsTaken = text(row, 'answer');
	return {
		extension: text(row, 'member_extension'),
		state: shownState(rawState, isPaused, text(row, 'membership')),
		rawState,
		// What else an agent who pauses is doing hides the pause.
		paused: isPaused || undefined,
		callsTaken: /^\d{1,9}$/.test(callsTaken) ? Number(callsTaken) : undefined,
	};
}

/** The page takes a state that is empty, and an agent who has logged off, for one without a phone. */
function shownState(rawState: string, isPaused: boolean, membership: string): AgentState {
	if (membership === 'logoff' || rawState === '') return 'unavailable';
	return isPaused ? 'paused' : agentStates[extensionState(rawState)];
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

function listedAgent(number: string, extensions: readonly ExtensionSummary[]): QueueAgent {
	const row = extensions.find((each) => each.number === number);
	if (row === undefined) return { extension: number, state: 'invalid', rawState: '' };
	return { extension: number, state: agentStates[row.state], rawState: row.rawState };
}
