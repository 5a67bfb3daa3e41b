const maxAgents = 5_000;

const paused = /^paused?$/i;
const resumed = /^(un-?paused?|resumed?)$/i;

/** Words of an agent whose pause may go on: in a call, or signed out. */
const mayPauseStill = /in ?use|busy|ring|call|talk|hold|wrap|log|out|off|unavailable/i;

/**
 * Who of the agents pauses, as far as it was reported. The guide prints one status, `Paused`: the end of a
 * pause is known by a word that says so, or by any other one after it.
 */
export class AgentPauses {
	/** By queue and agent; the one that was reported last is the last. */
	private readonly pausing = new Set<string>();

	update(queue: string, agent: string, status: string): 'agentPaused' | 'agentResumed' | undefined {
		const key = `${queue} ${agent}`;
		if (paused.test(status)) {
			this.pausing.delete(key);
			this.pausing.add(key);
			const [oldest] = this.pausing;
			if (this.pausing.size > maxAgents && oldest !== undefined) this.pausing.delete(oldest);
			return 'agentPaused';
		}
		const wasPaused = this.pausing.has(key);
		const isResumed =
			resumed.test(status) || (wasPaused && status !== '' && !mayPauseStill.test(status));
		if (!isResumed) return undefined;
		this.pausing.delete(key);
		return 'agentResumed';
	}
}
