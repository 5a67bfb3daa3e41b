import type { CredentialFields, Driver } from '../driver';
import { Failure } from '../../model/failure';
import { createClient } from './wire/client';
import { calls } from './calls';
import { AmiListener } from './events/amiListener';
import { extensions } from './extensions';
import { monitoring } from './monitoring';
import { queues } from './queues';
import { recordings } from './recordings';
import { authenticator } from './wire/auth';
import { readConfig } from './wire/config';
import { system } from './system';

/** The driver of the Asterisk that the credential's fields describe. */
export function asteriskDriver(fields: CredentialFields): Driver | Failure {
	const settings = readConfig(fields);
	if (settings instanceof Failure) return settings;
	return {
		authenticator: authenticator(settings),
		connect(send, clock) {
			const ask = createClient(send, settings);
			return {
				monitoring: monitoring(ask, clock, settings),
				extensions: extensions(ask, settings),
				calls: calls(ask, clock, settings),
				queues: queues(ask, clock, settings),
				recordings: recordings(ask, settings),
				system: system(ask, settings),
			};
		},
		listen: (session, clock) => new AmiListener(session, clock, settings),
	};
}
