import type { Family } from '../driver';

// Loaded when it is first used: n8n loads this file when it starts.
declare const require: (path: './driver') => typeof import('./driver');

/** The HTTPS API of the Grandstream UCM63xx, UCM62xx and UCM6510. */
export const grandstreamUcm: Omit<Family, 'label'> = {
	open: (fields) => require('./driver').grandstreamUcmDriver(fields),
	credentialInputs: ['username', 'password', 'timeZone'],
};
