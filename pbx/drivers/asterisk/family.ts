import type { Family } from '../driver';

// Loaded when it is first used: n8n loads this file when it starts.
declare const require: (path: './driver') => typeof import('./driver');

/** Asterisk and what is built on it, such as FreePBX, over AMI over HTTP. */
export const asterisk: Omit<Family, 'label'> = {
	open: (fields) => require('./driver').asteriskDriver(fields),
	// What Asterisk's events say; those of queues need the right `agent`.
	events: {
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
	},
	credentialInputs: ['username', 'password', 'dialplanContext', 'tenantPrefix'],
};
