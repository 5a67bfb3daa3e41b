import type { CredentialFields, Driver } from '../../driver';
import { Failure } from '../../failure';
import { asking } from './ask';
import { calls } from './calls';
import { extensions } from './extensions';
import { monitoring } from './monitoring';
import { queues } from './queues';
import { session } from './session';
import { readSettings } from './settings';
import { system } from './system';

/** Asterisk and what is built on it, such as FreePBX, over AMI over HTTP. */
export function asteriskDriver(fields: CredentialFields): Driver | Failure {
	const settings = readSettings(fields);
	if (settings instanceof Failure) return settings;
	return {
		session: session(settings),
		connect(send, clock) {
			const ask = asking(send, settings);
			return {
				monitoring: monitoring(ask, clock, settings),
				extensions: extensions(ask, settings),
				calls: calls(ask, clock, settings),
				queues: queues(ask, clock, settings),
				system: system(ask, settings),
			};
		},
	};
}
