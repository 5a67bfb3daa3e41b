import { Failure } from '../failure';
import { notOffered } from '../notOffered';
import type { Monitoring, MonitoringOrder, MonitoringStarted, Pbx } from '../pbx';
import { unmetConditions } from './conditions';

/**
 * Orders the PBX to put the supervisor on the call: one request. Only when the PBX refuses, one look
 * at the two extensions tells why, with every unmet condition in a sentence of its own.
 */
export async function startMonitoring(
	pbx: Pbx,
	order: MonitoringOrder,
): Promise<MonitoringStarted | Failure> {
	const { monitoring } = pbx;
	if (!monitoring) return notOffered('the monitoring of calls');
	if (order.supervisor === order.monitored) return sameExtension(order.supervisor);
	const result = await monitoring.start(order);
	if (!(result instanceof Failure)) return result;
	if (result.kind !== 'refused' && result.kind !== 'notFound') return result;
	return await explained(result, pbx, monitoring, order);
}

async function explained(
	refusal: Failure,
	{ extensions }: Pbx,
	monitoring: Monitoring,
	order: MonitoringOrder,
): Promise<Failure> {
	const seen = await extensions?.query([order.supervisor, order.monitored]);
	if (seen === undefined || seen instanceof Failure) return refusal;
	const unmet = unmetConditions(order, seen, monitoring.permissionWords);
	if (unmet.length === 0) return refusal;
	return new Failure(
		refusal.kind,
		unmet.map(({ message }) => message).join('. '),
		unmet.map(({ remedy }) => remedy).join(' '),
		refusal.pbxCode,
	);
}

function sameExtension(number: string): Failure {
	return new Failure(
		'badInput',
		`'Supervisor Extension' and 'Monitored Extension' are both ${number}`,
		'A phone cannot monitor its own call: choose two different extensions.',
	);
}
