import type { Family } from '../driver';

// Loaded when they are first used: n8n loads this file when it starts.
declare const require: {
	(path: './driver'): typeof import('./driver');
	(path: './wire/readReport'): typeof import('./wire/readReport');
	(path: './wire/signature'): typeof import('./wire/signature');
};

/** The Open API v1.0 of Yeastar's P-Series (guide: Developer Guide). It was never tried on such a PBX. */
export const yeastarP: Omit<Family, 'label'> = {
	open: (fields) => require('./driver').yeastarPDriver(fields),
	// What these PBXs report, to an address that an administrator enters (guide: Monitor Events via Webhook).
	events: {
		arrive: 'pasted',
		// The events of the guide's numbers 30005 to 30029 that are events of ours.
		eventNames: [
			'callRinging',
			'callAnswered',
			'callEnded',
			'callTransferred',
			'callFailed',
			'callRecord',
			'extensionStateChanged',
			'agentPaused',
			'agentResumed',
		],
		createReader: () => require('./wire/readReport').createReader(),
		verify: (...received) => require('./wire/signature').isSigned(...received),
		page: 'Integrations > API > Webhook Event Push',
		tick: [
			'(30007) Extension Registration Status Changed',
			'(30008) Extension Call State Changed',
			'(30011) Call State Changed',
			'(30012) Call End Details Notification',
			'(30013) Call Transfer',
			'(30014) Call Forward',
			'(30015) Call Failed',
			'(30025) Agent Automatic Pause',
			'(30029) Agent Status Changed',
		],
	},
	credentialInputs: ['clientId', 'clientSecret', 'webhookSecrets'],
};
