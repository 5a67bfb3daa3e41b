import type { CredentialFields, Driver } from '../driver';
import { Failure } from '../../model/failure';
import { createClient } from './wire/client';
import { calls } from './calls';
import { createDownload } from './wire/download';
import { extensions } from './extensions';
import { monitoring } from './monitoring';
import { recordings } from './recordings';
import { records } from './records';
import { events } from './events';
import { queues } from './queues';
import { authenticator } from './wire/auth';
import type { Variant } from './variants';
import { readConfig } from './wire/config';
import { system } from './system';

/** The driver of the PBX that the credential's fields describe. */
export function openVoxDriver(fields: CredentialFields, variant: Variant): Driver | Failure {
	const settings = readConfig(fields, variant);
	if (settings instanceof Failure) return settings;
	return {
		authenticator: authenticator(settings),
		connect(send) {
			const ask = createClient(send, settings);
			const download = createDownload(send, settings);
			return {
				monitoring: monitoring(ask, variant),
				extensions: extensions(ask),
				calls: calls(ask),
				queues: queues(ask),
				system: system(ask, settings),
				records: records(download, settings),
				recordings: recordings(download),
				events: events(ask, settings),
			};
		},
	};
}
