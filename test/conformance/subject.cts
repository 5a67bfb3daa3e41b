import type { Pbx } from '../../pbx/model/pbx';

/** What differs between PBXs, and therefore between the results that a case expects. */
export interface Capabilities {
	/** Whether the PBX shows the supervisor on the line before it answers an order. */
	startIs: 'accepted' | 'monitoring';
	/** What it shows of a supervisor who answered; absent: as much as `startIs`. */
	answeredIs?: 'answered' | 'monitoring';
	/** Whether its extensions have monitoring permissions. */
	permissions: 'kept' | 'unknown';
	/** Whether it reports of a call between two extensions which of them began it. */
	internalCalls: 'whoCalledWhom' | 'whoTalks';
	/** Which queues a pause is for; with `oneQueue` it may be for all, too, where the PBX can. */
	pauses: 'oneQueue' | 'allQueues';
	/** Whether it shows who waits in a queue, or only how many. */
	waitingCallers: 'shown' | 'counted';
	/** What it can do besides; the driver has these parts and no others. */
	offers: ReadonlyArray<'stop' | 'changeMode' | 'hangUp' | 'park' | 'attendedTransfer'>;
}

/** A PBX with phones that a case can use; every driver has one. */
export interface Subject {
	name: string;
	capabilities: Capabilities;
	numbers: {
		supervisor: string;
		agent: string;
		/** The extension at the other end of the agent's call. */
		customer: string;
		/** An extension that does not exist. */
		unassigned: string;
		/** A queue; the agent is in it. */
		queue: string;
		/** An extension that may sign in to the queue, and has not. */
		dynamicAgent: string;
	};
	/** The driver under test. */
	pbx: Pbx;
	/** Requests that went over the wire so far. */
	requests(): number;
	/** The agent calls the customer, and they talk. */
	agentTalks(): Promise<void>;
	/** The supervisor talks to the customer. */
	supervisorTalks(): Promise<void>;
	/** Somebody waits in the queue; gives the number. */
	callerWaits(): Promise<string>;
	/** The supervisor's phone is unplugged, or back. */
	supervisorPhone(state: 'unplugged' | 'registered'): Promise<void>;
	/** Whether the PBX, asked by another client than the driver, has the supervisor on the agent's call. */
	supervisorIsOnTheCall(): Promise<boolean>;
	/** Whether the agent and the customer are still connected. */
	callIsUp(): Promise<boolean>;
	/** Ends every call. */
	quiet(): Promise<void>;
	close(): Promise<void>;
}
