import type { Failure } from '../model/failure';
import { unsupportedExtra } from '../model/failures';
import type { Monitoring, MonitoringExtra, MonitorRequest } from '../model/monitoring';

const all: readonly MonitoringExtra[] = ['supervisorIsNumber', 'beepToAgent', 'stopAfterMs'];

/** The first thing in the request that this PBX cannot do; undefined where it can do everything. */
export function unofferedExtra(
	{ extras = [] }: Monitoring,
	request: Partial<Pick<MonitorRequest, MonitoringExtra>>,
): Failure | undefined {
	const unoffered = all.find((extra) => Boolean(request[extra]) && !extras.includes(extra));
	return unoffered && unsupportedExtra(unoffered);
}
