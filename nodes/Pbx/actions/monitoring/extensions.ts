import type { Monitoring, RunningMonitoring } from '../../../../pbx/model/monitoring';
import type { Pbx } from '../../../../pbx/model/pbx';
import { extensionField, twoExtensions } from '../fields/extension';
import type { Item } from '../item';
import type { Need } from '../operation';

type MonitoringPbx = Pbx & { readonly monitoring: Monitoring };

/** The whole PBX, because a supervision also queries states and hangs phones up. */
export const monitoringPbx: Need<MonitoringPbx> = {
	part: (pbx) => (hasMonitoring(pbx) ? pbx : undefined),
	what: 'the monitoring of calls',
};

/** A PBX on which a monitoring can be ended: by an order of its own, or by hanging the supervisor up. */
export const stoppingPbx: Need<MonitoringPbx> = {
	part: (pbx) =>
		hasMonitoring(pbx) && (pbx.monitoring.stop ?? pbx.calls?.hangUp) ? pbx : undefined,
	what: 'the end of a monitoring',
};

function hasMonitoring(pbx: Pbx): pbx is MonitoringPbx {
	return pbx.monitoring !== undefined;
}

const supervisorName = ['supervisorExtension', 'Supervisor Extension'] as const;
const monitoredName = ['monitoredExtension', 'Monitored Extension'] as const;

/** The pickers of the operations that start a monitoring. */
export const supervisorExtension = extensionField(
	...supervisorName,
	'The extension that will join the call: the PBX calls its phone. It must be idle.',
	'searchSupervisors',
);

export const monitoredExtension = extensionField(
	...monitoredName,
	'The extension of the agent whose call is joined. It must be in a call.',
	'searchMonitored',
);

/** The pickers of the operations on a monitoring that runs. */
export const runningExtensions = [
	extensionField(
		...supervisorName,
		'The extension that listens, whispers or barges in',
		'searchSupervisors',
	),
	extensionField(
		...monitoredName,
		'The extension of the agent whose call is being joined',
		'searchMonitored',
	),
];

/** Both extensions of an item. */
export function readExtensions(item: Item): RunningMonitoring {
	const [supervisor, monitored] = twoExtensions(
		item,
		[supervisorExtension, monitoredExtension],
		'A phone cannot monitor its own call: choose two different extensions.',
	);
	return { supervisor, monitored };
}
