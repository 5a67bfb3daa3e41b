import type { Call } from '../calls.cts';
import type { Office } from '../office.cts';
import type { AgentChange } from '../pbxModel.cts';
import type { PhoneState, Queue } from '../pbxState.cts';

interface Agent {
	number: string;
	kind: 'static' | 'dynamic';
	signedIn: boolean;
	paused: boolean;
	pauseReason: string;
}

/** A pause of one agent in one queue that began or ended. */
export interface PauseChange {
	queue: string;
	agent: string;
	paused: boolean;
	reason: string;
}

/** The office's queues: who their agents are, who of them is signed in, and who pauses. */
export class Queues {
	private readonly agentsOf: ReadonlyMap<string, Agent[]>;

	constructor(queues: Office['queues']) {
		const agent = (kind: Agent['kind']) => (number: string) => ({
			number,
			kind,
			signedIn: kind === 'static',
			paused: false,
			pauseReason: '',
		});
		this.agentsOf = new Map(
			queues.map(({ number, members, dynamicMembers = [] }) => [
				number,
				[...members.map(agent('static')), ...dynamicMembers.map(agent('dynamic'))],
			]),
		);
	}

	/** With what the agents are doing, and how many wait. */
	views(states: ReadonlyMap<string, PhoneState>, calls: readonly Call[]): Queue[] {
		return [...this.agentsOf].map(([number, agents]) => ({
			number,
			members: agents.map((agent) => ({ ...agent, state: states.get(agent.number) ?? 'unknown' })),
			waitingCallers: calls.filter(
				({ callee }) => callee.kind === 'queue' && callee.number === number,
			).length,
		}));
	}

	/** Signs a dynamic agent in or out; who signs in again does not pause any more. */
	setSignedIn(queue: string, number: string, signedIn: boolean): AgentChange {
		const agents = this.agentsOf.get(queue);
		if (!agents) return 'noQueue';
		const agent = agents.find((each) => each.number === number);
		if (!agent) return 'noAgent';
		if (agent.signedIn === signedIn) return signedIn ? 'alreadySignedIn' : 'notSignedIn';
		if (agent.kind === 'static') return 'staticAgent';
		Object.assign(agent, { signedIn, paused: false, pauseReason: '' });
		return 'done';
	}

	/** `queue`: absent for every queue in which the agent is signed in. */
	setPaused(
		number: string,
		paused: boolean,
		{ queue, reason = '' }: { queue?: string; reason?: string },
	): { result: AgentChange; changes: PauseChange[] } {
		if (queue !== undefined && !this.agentsOf.has(queue)) return { result: 'noQueue', changes: [] };
		const named = [...this.agentsOf].filter(([name]) => queue === undefined || name === queue);
		const seats = named.flatMap(([name, agents]) =>
			agents
				.filter((agent) => agent.number === number && agent.signedIn)
				.map((agent) => ({ name, agent })),
		);
		if (seats.length === 0) return { result: 'noAgent', changes: [] };
		const changed = seats.filter(({ agent }) => agent.paused !== paused);
		for (const { agent } of seats) {
			Object.assign(agent, { paused, pauseReason: paused ? reason : '' });
		}
		const changes = changed.map(({ name }) => ({ queue: name, agent: number, paused, reason }));
		return { result: 'done', changes };
	}
}
