import type { Family } from '../driver';
import { eventSource } from './events/eventSource';

declare const require: (path: './driver') => typeof import('./driver');

/** Asterisk and what is built on it, such as FreePBX, over AMI over HTTP. */
export const asterisk: Omit<Family, 'label'> = {
	// The driver is loaded when a credential first names it: n8n loads this file when it starts.
	open: (fields) => require('./driver').asteriskDriver(fields),
	events: eventSource,
	credentialInputs: ['username', 'password', 'dialplanContext', 'tenantPrefix'],
};
