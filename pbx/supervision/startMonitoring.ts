import { Failure } from '../model/failure';
import { unsupported } from '../model/failures';
import type { Extension } from '../model/extension';
import type { Monitoring, MonitorRequest, MonitoringStarted } from '../model/monitoring';
import type { Pbx } from '../model/pbx';
import { unmetConditions } from './conditions';
import { ConditionsUnmet } from './conditionsUnmet';

/** Looks at extensions afresh, to tell why an order was refused. */
export type QueryStates = (numbers: string[]) => Promise<Extension[] | Failure | undefined>;

/**
 * Orders the PBX to put the supervisor on the call: one request. Only when the PBX refuses, one look
 * at the two extensions tells why, with every unmet condition in a sentence of its own.
 */
export async function startMonitoring(
	pbx: Pbx,
	order: MonitorRequest,
	lookAgain: QueryStates = async (numbers) => await pbx.extensions?.query(numbers),
): Promise<MonitoringStarted | Failure> {
	const { monitoring } = pbx;
	if (!monitoring) return unsupported('the monitoring of calls');
	if (order.supervisor === order.monitored) return sameExtension(order.supervisor);
	const result = await monitoring.start(order);
	if (!(result instanceof Failure)) return result;
	if (!explainableKinds.has(result.kind)) return result;
	return await withReason(result, lookAgain, monitoring, order);
}

const explainableKinds: ReadonlySet<Failure['kind']> = new Set([
	'refused',
	'notInCall',
	'notFound',
]);

async function withReason(
	refusal: Failure,
	lookAgain: QueryStates,
	monitoring: Monitoring,
	order: MonitorRequest,
): Promise<Failure> {
	const seen = await lookAgain([order.supervisor, order.monitored]);
	if (seen === undefined || seen instanceof Failure) return refusal;
	const unmet = unmetConditions(order, seen, monitoring.permissionWords);
	return unmet.length === 0 ? refusal : new ConditionsUnmet(unmet, refusal.kind, refusal.pbxCode);
}

function sameExtension(number: string): Failure {
	return new Failure(
		'invalidInput',
		`'Supervisor Extension' and 'Monitored Extension' are both ${number}`,
		'A phone cannot monitor its own call: choose two different extensions.',
	);
}
