import type { EventName } from '../model/event';

/** How people call the events, in the order of a call. */
export const eventLabels: Readonly<Record<EventName, readonly [name: string, meaning: string]>> = {
	callRinging: ['Call Ringing', "The called party's phone rings"],
	callAnswered: ['Call Answered', 'Both parties are talking'],
	callEnded: ['Call Ended', 'Somebody hung up'],
	callFailed: ['Call Failed', 'The called party was not reached'],
	callTransferred: ['Call Transferred', 'An extension handed its call on'],
	callRecord: [
		'Call Record',
		'After the call, once: its durations, its outcome and the name of its recording',
	],
	extensionStateChanged: [
		'Extension State Changed',
		'An extension rings, is in a call, is idle again, or lost its phone',
	],
	pbxStarted: ['PBX Started', 'The PBX finished starting'],
};
