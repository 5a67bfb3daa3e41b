import { Failure } from '../../model/failure';
import type { Monitoring, MonitorRequest } from '../../model/monitoring';
import type { Ask } from './wire/client';
import { endpoints, type Endpoint } from './wire/endpoints';
import { explain } from './wire/errors';
import { monitorModes } from './callState/permissions';
import { Refusal } from './wire/reply';
import type { Variant } from './wire/config';

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
			const page = monitorEndpoints[mode];
			const answer = await ask(page.endpoint, {
				[page.supervisor]: supervisor,
				[page.monitored]: monitored,
			});
			if (answer instanceof Failure) return answer;
			if (answer instanceof Refusal) {
				return explain(answer.errno, about(answer.errno, supervisor, monitored));
			}
			// The PBX says no more than that it began to call the supervisor.
			return { result: 'accepted' };
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

/** Which of the two extensions a refusal is about, by its number. */
function about(errno: string, supervisor: string, monitored: string): string {
	if (errno === '10008' || errno === '10010') return `Extension ${supervisor}`;
	if (errno === '10007' || errno === '10009') return `Extension ${monitored}`;
	return `Extension ${supervisor} or ${monitored}`;
}
