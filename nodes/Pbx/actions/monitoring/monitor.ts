import { Failure } from '../../../../pbx/failure';
import type { MonitorMode } from '../../../../pbx/pbx';
import { startMonitoring } from '../../../../pbx/supervision/startMonitoring';
import type { Operation } from '../operation';
import { extensionField, extensionNumber } from '../parameters';
import { monitoringOptions, orderOptions } from './monitoringOptions';

const supervisorExtension = extensionField(
	'supervisorExtension',
	'Supervisor Extension',
	'The extension that will join the call: the PBX calls its phone. It must be idle.',
	'searchSupervisors',
);

const monitoredExtension = extensionField(
	'monitoredExtension',
	'Monitored Extension',
	'The extension of the agent whose call is joined. It must be in a call.',
	'searchMonitored',
);

/** Putting a supervisor on an agent's live call; the three modes differ in who hears whom. */
export function monitor(mode: MonitorMode): Operation {
	return {
		properties: [supervisorExtension, monitoredExtension, monitoringOptions],
		async execute(pbx, context, item) {
			const supervisor = extensionNumber(context, supervisorExtension, item);
			if (supervisor instanceof Failure) return supervisor;
			const monitored = extensionNumber(context, monitoredExtension, item);
			if (monitored instanceof Failure) return monitored;
			const chosen = orderOptions(context, item);
			if (chosen instanceof Failure) return chosen;
			const started = await startMonitoring(pbx, { mode, supervisor, monitored, ...chosen });
			if (started instanceof Failure) return started;
			return [{ mode, supervisorExtension: supervisor, monitoredExtension: monitored, ...started }];
		},
	};
}
