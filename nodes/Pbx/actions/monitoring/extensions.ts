import type { INodeProperties } from 'n8n-workflow';

import type { Monitoring, RunningMonitoring, StopRequest } from '../../../../pbx/model/monitoring';
import type { Pbx } from '../../../../pbx/model/pbx';
import { extensionField, extensionNumber } from '../fields/extension';
import { InvalidInput } from '../fields/invalidInput';
import { pickedText } from '../fields/picker';
import type { Item } from '../item';
import type { Need } from '../operation';
import { readSupervisor, supervisorField } from './supervisor';

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

const monitoredName = ['monitoredExtension', 'Monitored Extension'] as const;

/** The pickers of the operations that start a monitoring. */
export const supervisorExtension = supervisorField(
	'The extension that will join the call: the PBX calls its phone. It must be idle.',
);

export const monitoredExtension = extensionField(
	...monitoredName,
	'The extension of the agent whose call is joined. It must be in a call.',
	'searchMonitored',
);

const runningSupervisor = supervisorField('The extension that listens, whispers or barges in');

/** The pickers of the operations on a monitoring that runs. */
export const runningExtensions = [
	runningSupervisor,
	extensionField(
		...monitoredName,
		'The extension of the agent whose call is being joined',
		'searchMonitored',
	),
];

const anyMonitored: INodeProperties = {
	...extensionField(
		...monitoredName,
		'The extension of the agent whose call is being joined. Empty: whatever the supervisor monitors. A PBX that does not show who monitors (OpenVox, Yeastar) hangs the supervisor up, unless it shows a call of the supervisor, which may be another one.',
		'searchMonitored',
	),
	required: false,
};

/** The pickers of an operation for which the supervisor alone is enough. */
export const stoppedExtensions = [runningSupervisor, anyMonitored];

/** Both extensions of an item. */
export function readExtensions(item: Item): RunningMonitoring {
	const supervisor = readSupervisor(item, supervisorExtension);
	return { ...supervisor, monitored: readMonitored(item, supervisor.supervisor) };
}

/** The supervisor of an item, and the monitored extension where there is one. */
export function readStopped(item: Item): StopRequest {
	const supervisor = readSupervisor(item, supervisorExtension);
	if (pickedText(item, anyMonitored) === '') return supervisor;
	return { ...supervisor, monitored: readMonitored(item, supervisor.supervisor) };
}

function readMonitored(item: Item, supervisor: string): string {
	const monitored = extensionNumber(item, monitoredExtension);
	if (monitored !== supervisor) return monitored;
	throw new InvalidInput(
		`'${supervisorExtension.displayName}' and '${monitoredExtension.displayName}' are both ${monitored}`,
		'A phone cannot monitor its own call: choose two different extensions.',
	);
}
