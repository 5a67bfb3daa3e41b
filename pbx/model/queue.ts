import type { Failure } from './failure';

/**
 * What an agent of a queue is doing. `busy`: the line is taken, by whatever. `invalid`: no such
 * extension. `ringingInCall`: a second call rings. `wrapUp`: resting after a call.
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
	/** Callers who wait for an agent; absent where the PBX does not tell. */
	waitingCallers?: number;
	agents: QueueAgent[];
}

export interface Queues {
	status(queue: string): Promise<QueueStatus | Failure>;
}
