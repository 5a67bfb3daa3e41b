import type { EventName } from '../model/event';

interface EventLabel {
	name: string;
	description: string;
}

/** What the events are called in the panel, in the order of a call. */
export const eventLabels: Readonly<Record<EventName, EventLabel>> = {
	callRinging: { name: 'Call Ringing', description: "The called party's phone rings" },
	callAnswered: { name: 'Call Answered', description: 'Both parties are talking' },
	callEnded: { name: 'Call Ended', description: 'One of the parties hung up' },
	callFailed: { name: 'Call Failed', description: 'The called party was not reached' },
	callTransferred: { name: 'Call Transferred', description: 'An extension transferred its call' },
	callRecord: {
		name: 'Call Record',
		description: 'After the call, once: its durations, its outcome and the name of its recording',
	},
	extensionStateChanged: {
		name: 'Extension State Changed',
		description: 'An extension rings, is in a call, is idle again, or lost its phone',
	},
	monitoringStarted: {
		name: 'Monitoring Started',
		description: "A supervisor listens to an extension's call, whoever ordered it",
	},
	monitoringEnded: {
		name: 'Monitoring Ended',
		description: "A supervisor no longer listens to an extension's call",
	},
	callerWaiting: { name: 'Caller Waiting', description: 'A caller entered a queue' },
	callerLeft: {
		name: 'Caller Left',
		description: 'A caller left a queue without having reached an agent',
	},
	agentRinging: {
		name: 'Agent Ringing',
		description: "An agent's phone rings for a caller of a queue",
	},
	agentAnswered: { name: 'Agent Answered', description: 'An agent answered a caller of a queue' },
	agentPaused: { name: 'Agent Paused', description: 'An agent takes no calls of a queue for now' },
	agentResumed: { name: 'Agent Resumed', description: 'An agent takes calls of a queue again' },
	pbxStarted: { name: 'PBX Started', description: 'The PBX finished starting' },
};
