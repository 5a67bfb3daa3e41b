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
	pbxStarted: { name: 'PBX Started', description: 'The PBX finished starting' },
};
