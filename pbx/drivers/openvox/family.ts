import type { Family } from '../driver';
import type { Variant } from './variants';

// Loaded when they are first used: n8n loads this file when it starts.
declare const require: {
	(path: './driver'): typeof import('./driver');
	(path: './wire/parseReport'): typeof import('./wire/parseReport');
};

/** The dialect of the OpenVox UC Series API v0.0.1, which is also Yeastar's v1. */
export function openVox(variant: Variant): Omit<Family, 'label'> {
	return {
		open: (fields) => require('./driver').openVoxDriver(fields, variant),
		// What these PBXs report (manual: API reports).
		events: {
			arrive: 'registered',
			parseReport: (report, timeZone) =>
				require('./wire/parseReport').parseReport(report, timeZone),
			eventNames: [
				'pbxStarted',
				'extensionStateChanged',
				'callRinging',
				'callAnswered',
				'callEnded',
				'callTransferred',
				'callFailed',
				'callRecord',
			],
		},
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
