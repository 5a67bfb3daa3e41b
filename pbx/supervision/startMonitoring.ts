import { Failure } from '../failure';
import { notOffered } from '../notOffered';
import type { Extension, Monitoring, MonitoringOrder, MonitoringStarted, Pbx } from '../pbx';
import { unmetConditions } from './conditions';
import { RefusedOrder } from './refusedOrder';

/** Looks at extensions afresh, to tell why an order was refused. */
export type LookAgain = (numbers: string[]) => Promise<Extension[] | Failure | undefined>;

/**
 * Orders the PBX to put the supervisor on the call: one request. Only when the PBX refuses, one look
 * at the two extensions tells why, with every unmet condition in a sentence of its own.
 */
export async function startMonitoring(
	pbx: Pbx,
	order: MonitoringOrder,
	lookAgain: LookAgain = async (numbers) => await pbx.extensions?.query(numbers),
): Promise<MonitoringStarted | Failure> {
	const { monitoring } = pbx;
	if (!monitoring) return notOffered('the monitoring of calls');
	if (order.supervisor === order.monitored) return sameExtension(order.supervisor);
	const result = await monitoring.start(order);
	if (!(result instanceof Failure)) return result;
	if (!explicable.has(result.kind)) return result;
	return await explained(result, lookAgain, monitoring, order);
}

const explicable: ReadonlySet<Failure['kind']> = new Set(['refused', 'noCall', 'notFound']);

async function explained(
	refusal: Failure,
	lookAgain: LookAgain,
	monitoring: Monitoring,
	order: MonitoringOrder,
): Promise<Failure> {
	const seen = await lookAgain([order.supervisor, order.monitored]);
	if (seen === undefined || seen instanceof Failure) return refusal;
	const unmet = unmetConditions(order, seen, monitoring.permissionWords);
	return unmet.length === 0 ? refusal : new RefusedOrder(unmet, refusal.kind, refusal.pbxCode);
}

function sameExtension(number: string): Failure {
	return new Failure(
		'badInput',
		`'Supervisor Extension' and 'Monitored Extension' are both ${number}`,
		'A phone cannot monitor its own call: choose two different extensions.',
	);
}
