import type { Family } from '../driver';

declare const require: (path: './driver') => typeof import('./driver');

/** The HTTPS API of the Grandstream UCM63xx, UCM62xx and UCM6510. */
export const grandstreamUcm: Omit<Family, 'label'> = {
	// The driver is loaded when a credential first names it: n8n loads this file when it starts.
	open: (fields) => require('./driver').grandstreamUcmDriver(fields),
	credentialInputs: ['username', 'password', 'timeZone'],
};
