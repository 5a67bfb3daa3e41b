import type { Failure } from '../model/failure';
import { unsupportedExtra } from '../model/failures/monitoring';
import type { MonitoringExtra, MonitorRequest } from '../model/monitoring';
import type { Pbx } from '../model/pbx';

const all: readonly MonitoringExtra[] = ['supervisorIsNumber', 'beepToAgent', 'stopAfterMs'];

/** The first thing in the request that this PBX cannot do; undefined where it can do everything. */
export function unofferedExtra(
	{ family, monitoring }: Pbx,
	request: Partial<Pick<MonitorRequest, MonitoringExtra>>,
): Failure | undefined {
	const extras = monitoring?.extras ?? [];
	const unoffered = all.find((extra) => Boolean(request[extra]) && !extras.includes(extra));
	return unoffered && unsupportedExtra(unoffered, family);
}
