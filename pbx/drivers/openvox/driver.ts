import type { CredentialFields, Driver } from '../../driver';
import { Failure } from '../../failure';
import { asking } from './ask';
import { calls } from './calls';
import { downloading } from './download';
import { extensions } from './extensions';
import { monitoring } from './monitoring';
import { recordings } from './recordings';
import { records } from './records';
import { reports } from './reports';
import { queues } from './queues';
import { session } from './session';
import { readSettings, type Variant } from './settings';
import { system } from './system';

/** The dialect of the OpenVox UC Series API v0.0.1, which is also Yeastar's v1. */
export function openVoxDriver(variant: Variant) {
	return (fields: CredentialFields): Driver | Failure => {
		const settings = readSettings(fields, variant);
		if (settings instanceof Failure) return settings;
		return {
			session: session(settings),
			connect(send) {
				const ask = asking(send, settings);
				const download = downloading(send, settings);
				return {
					monitoring: monitoring(ask, variant),
					extensions: extensions(ask),
					calls: calls(ask),
					queues: queues(ask),
					system: system(ask, settings),
					records: records(download, settings),
					recordings: recordings(download),
					reports: reports(ask, settings),
				};
			},
		};
	};
}
