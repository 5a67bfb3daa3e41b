import type { EventSource } from '../../../model/events';

/** What Asterisk's events say; those of queues need the right `agent`. */
export const eventSource: EventSource = {
	arrive: 'polled',
	eventNames: [
		'callRinging',
		'callAnswered',
		'callEnded',
		'callFailed',
		'callTransferred',
		'callRecord',
		'extensionStateChanged',
		'monitoringStarted',
		'monitoringEnded',
		'callerWaiting',
		'callerLeft',
		'agentRinging',
		'agentAnswered',
		'agentPaused',
		'agentResumed',
		'pbxStarted',
	],
};
