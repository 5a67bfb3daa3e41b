import type { Done, Failure } from './failure';

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
	/** Whether the agent takes no calls of the queue for now, also during a call. */
	paused?: boolean;
	/** As it was given with the pause. */
	pauseReason?: string;
	/** Calls of the queue that the agent has answered; the PBX says since when. */
	callsTaken?: number;
	/** When the last of them ended, ms since 1970; absent where there was none. */
	lastCallAtMs?: number;
}

/** Somebody who waits in a queue for an agent. */
export interface WaitingCaller {
	number?: string;
	name?: string;
	/** 1: the next to be served. */
	position?: number;
	waitingSeconds?: number;
}

export interface QueueStatus {
	number: string;
	/** Callers who wait for an agent. */
	waitingCallers?: number;
	/** The same callers, where the PBX shows who they are. */
	callers?: WaitingCaller[];
	agents: QueueAgent[];
}

/** A row of the list of queues. */
export interface QueueSummary {
	number: string;
	/** Display name; empty where the PBX has none. */
	name: string;
}

export interface AgentPause {
	extension: string;
	/** Absent: every queue that the extension is an agent of. */
	queue?: string;
	/** Some PBXs take a text, some the code of a reason that was set up there; others take none. */
	reason?: string;
}

/**
 * OpenVox: Query queue status, Query queue; Asterisk: QueueStatus, QueueSummary, QueuePause, QueueAdd, QueueRemove. The commands
 * fail with `notFound` where the queue does not exist or the extension is not an agent of it, `refused`
 * where the PBX gives another reason, `unsupported` for a queue or a reason that it cannot be given, and
 * `outcomeUnknown` where their reply is lost.
 */
export interface Queues {
	/** `notFound` for a queue that does not exist. */
	status(queue: string): Promise<QueueStatus | Failure>;
	/** The agent takes no calls of the queue until it resumes. */
	pauseAgent?(pause: AgentPause): Promise<Done | Failure>;
	resumeAgent?(pause: Omit<AgentPause, 'reason'>): Promise<Done | Failure>;
	/** Signs an extension in as an agent of the queue. `refused` where it is one already. */
	addAgent?(queue: string, extension: string): Promise<Done | Failure>;
	/** Signs a dynamic agent out; `refused` for one that is set up in the queue for good. */
	removeAgent?(queue: string, extension: string): Promise<Done | Failure>;
	/** Every queue; none is an empty list. */
	list?(): Promise<QueueSummary[] | Failure>;
}
