import type { Family } from '../driver';
import { eventSource } from './eventSource';
import type { Variant } from './wire/config';

declare const require: (path: './driver') => typeof import('./driver');

/** The dialect of the OpenVox UC Series API v0.0.1, which is also Yeastar's v1. */
export function openVox(variant: Variant): Omit<Family, 'label'> {
	return {
		// The driver is loaded when a credential first names it: n8n loads this file when it starts.
		open: (fields) => require('./driver').openVoxDriver(fields, variant),
		events: eventSource,
		credentialInputs: [
			'username',
			'password',
			'apiVersion',
			'reportPort',
			'timeZone',
			...(variant.formats.length > 1 ? (['dataFormat'] as const) : []),
		],
	};
}
