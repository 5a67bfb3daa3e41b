import { Failure, isExplainedByState } from '../model/failure';
import { unsupported } from '../model/failures/general';
import type { Extension } from '../model/extension';
import type { Monitoring, MonitorRequest, MonitoringStarted } from '../model/monitoring';
import type { Pbx } from '../model/pbx';
import { unmetConditions } from './conditions';
import { unofferedExtra } from './extras';
import { ConditionsUnmet } from './failures';

/** Queries extensions anew, to explain why a request was refused. */
export type QueryStates = (numbers: string[]) => Promise<Extension[] | Failure | undefined>;

/**
 * Asks the PBX to put the supervisor on the call: one request. Only when the PBX refuses, one query of
 * the two extensions explains why, with every unmet condition in a sentence of its own.
 */
export async function startMonitoring(
	pbx: Pbx,
	request: MonitorRequest,
	queryStates: QueryStates = async (numbers) => await pbx.extensions?.query(numbers),
): Promise<MonitoringStarted | Failure> {
	const { monitoring } = pbx;
	if (!monitoring) return unsupported('the monitoring of calls', pbx.family);
	if (request.supervisor === request.monitored) return sameExtension(request.supervisor);
	const unoffered = unofferedExtra(pbx, request);
	if (unoffered) return unoffered;
	const result = await monitoring.start(request);
	if (!(result instanceof Failure) || !isExplainedByState(result.kind)) return result;
	return await withReason(result, queryStates, monitoring, request);
}

async function withReason(
	refusal: Failure,
	queryStates: QueryStates,
	monitoring: Monitoring,
	request: MonitorRequest,
): Promise<Failure> {
	const { supervisor, supervisorIsNumber, monitored } = request;
	const extensions = await queryStates(supervisorIsNumber ? [monitored] : [supervisor, monitored]);
	if (extensions === undefined || extensions instanceof Failure) return refusal;
	const unmet = unmetConditions(request, extensions, monitoring.permissionWords);
	if (unmet.length === 0) return refusal;
	return new ConditionsUnmet(request, unmet, refusal.kind, refusal.pbxCode);
}

function sameExtension(number: string): Failure {
	return new Failure(
		'invalidInput',
		`Extension ${number} cannot monitor its own call`,
		'Choose two different extensions.',
		undefined,
		'supervisor',
	);
}
