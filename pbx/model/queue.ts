import type { Failure } from './failure';

/**
 * What an agent of a queue is doing. `busy`: the line is taken, whatever by. `invalid`: no such
 * extension. `ringingInCall`: in a call, and a second one rings. `wrapUp`: the pause after a call.
 */
export type AgentState =
	| 'idle'
	| 'inCall'
	| 'ringingInCall'
	| 'busy'
	| 'ringing'
	| 'onHold'
	| 'paused'
	| 'wrapUp'
	| 'unavailable'
	| 'invalid'
	| 'unknown';

export interface QueueAgent {
	extension: string;
	state: AgentState;
	/** The PBX's own word or number for the state. */
	rawState: string;
}

export interface QueueStatus {
	number: string;
	/** Callers who wait for an agent. */
	waitingCallers?: number;
	agents: QueueAgent[];
}

/** A row of the list of queues. */
export interface QueueSummary {
	number: string;
	/** Display name; empty where the PBX has none. */
	name: string;
}

/** OpenVox: Query queue status, Query queue settings; Asterisk: QueueStatus, QueueSummary. */
export interface Queues {
	/** `notFound` for a queue that does not exist. */
	status(queue: string): Promise<QueueStatus | Failure>;
	/** Every queue; none is an empty list. */
	list?(): Promise<QueueSummary[] | Failure>;
}
