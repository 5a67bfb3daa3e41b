import { Failure } from '../../../../pbx/model/failure';
import type { RunningMonitoring } from '../../../../pbx/model/monitoring';
import type { Item } from '../item';
import { extensionField, extensionNumber } from '../fields/parameters';

export const supervisorExtension = extensionField(
	'supervisorExtension',
	'Supervisor Extension',
	'The extension that will join the call: the PBX calls its phone. It must be idle.',
	'searchSupervisors',
);

export const monitoredExtension = extensionField(
	'monitoredExtension',
	'Monitored Extension',
	'The extension of the agent whose call is joined. It must be in a call.',
	'searchMonitored',
);

export const monitoringSupervisor = extensionField(
	'supervisorExtension',
	'Supervisor Extension',
	'The extension that listens, whispers or barges in',
	'searchSupervisors',
);

export const monitoredNow = extensionField(
	'monitoredExtension',
	'Monitored Extension',
	'The extension of the agent whose call is being joined',
	'searchMonitored',
);

/** Both extensions of an item. */
export function bothExtensions(item: Item): RunningMonitoring | Failure {
	const supervisor = extensionNumber(item, supervisorExtension);
	if (supervisor instanceof Failure) return supervisor;
	const monitored = extensionNumber(item, monitoredExtension);
	return monitored instanceof Failure ? monitored : { supervisor, monitored };
}
