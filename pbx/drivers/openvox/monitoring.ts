import { Failure } from '../../model/failure';
import type { Monitoring, MonitorRequest } from '../../model/monitoring';
import { monitorModes } from './extensions';
import type { Ask } from './wire/client';
import type { Variant } from './variants';
import { endpoints, type Endpoint } from './wire/endpoints';

interface MonitorEndpoint {
	endpoint: Endpoint;
	/** Field of the extension that monitors. */
	supervisor: string;
	/** Field of the extension that is monitored. */
	monitored: string;
}

const monitorEndpoints: Record<MonitorRequest['mode'], MonitorEndpoint> = {
	listen: { endpoint: endpoints.listen, supervisor: 'listener', monitored: 'listenedext' },
	whisper: { endpoint: endpoints.whisper, supervisor: 'whisperer', monitored: 'whisperedext' },
	bargeIn: { endpoint: endpoints.bargeIn, supervisor: 'bargein', monitored: 'bargedext' },
};

/** Listen, Whisper and Barge-in Monitor (manual: Audio Calls). */
export function monitoring(ask: Ask, variant: Variant): Monitoring {
	return {
		async start({ mode, supervisor, monitored }) {
			const names = monitorEndpoints[mode];
			const answer = await ask(
				names.endpoint,
				{ [names.supervisor]: supervisor, [names.monitored]: monitored },
				{ extension: supervisor, other: monitored, mode },
			);
			// The PBX reports no more than that it began to call the supervisor.
			return answer instanceof Failure ? answer : { result: 'accepted' };
		},
		shows: 'busyPhone',
		permissionWords: {
			place: variant.webPages.extensions,
			allowBeingMonitored: 'Allow Being Monitored',
			monitorMode: 'Monitor Mode',
			values: monitorModes,
		},
	};
}
