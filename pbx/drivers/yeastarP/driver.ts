import { Failure } from '../../model/failure';
import type { CredentialFields, Driver } from '../driver';
import { calls } from './calls';
import { extensions } from './extensions';
import { monitoring } from './monitoring';
import { queues } from './queues';
import { recordings } from './recordings';
import { records } from './records';
import { system } from './system';
import { authenticator } from './wire/auth';
import { createClient } from './wire/client';
import { readConfig } from './wire/config';

/** The driver of the P-Series that the credential's fields describe. */
export function yeastarPDriver(fields: CredentialFields): Driver | Failure {
	const config = readConfig(fields);
	if (config instanceof Failure) return config;
	return {
		authenticator: authenticator(config),
		connect(send) {
			const ask = createClient(send, config);
			return {
				monitoring: monitoring(ask),
				extensions: extensions(ask),
				calls: calls(ask),
				queues: queues(ask),
				system: system(ask, config),
				records: records(ask, config),
				recordings: recordings(ask, send, config),
				events: { arrive: 'pasted' },
			};
		},
	};
}
