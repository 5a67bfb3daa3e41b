import type { Family } from '../driver';
import { eventSource } from './events';

declare const require: (path: './driver') => typeof import('./driver');

/** The Open API v1.0 of Yeastar's P-Series (guide: Developer Guide). It was never tried on such a PBX. */
export const yeastarP: Omit<Family, 'label'> = {
	// The driver is loaded when a credential first names it: n8n loads this file when it starts.
	open: (fields) => require('./driver').yeastarPDriver(fields),
	events: eventSource,
	credentialInputs: ['clientId', 'clientSecret', 'webhookSecrets'],
};
