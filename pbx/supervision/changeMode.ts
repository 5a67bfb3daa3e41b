import { executionCancelled } from '../executionCancelled';
import { Failure } from '../failure';
import { notOffered } from '../notOffered';
import type { Monitoring, MonitoringOrder, MonitoringStarted, Pbx } from '../pbx';
import { unmetConditions } from './conditions';
import { RefusedOrder } from './refusedOrder';
import { startMonitoring } from './startMonitoring';
import { stopMonitoring, type Reach } from './stopMonitoring';
import type { Turn } from './turn';
import { hangUpTime, untilIdle } from './untilIdle';

export interface ModeChanged extends MonitoringStarted {
	/** Whether the supervisor was hung up and called again. */
	restarted: boolean;
}

/** Changes the mode of a running monitoring: in place, or by hanging up and starting again. */
export async function changeMode(
	pbx: Pbx,
	order: MonitoringOrder,
	turn: Turn,
	reach: Reach = 'onlyMonitoring',
): Promise<ModeChanged | Failure> {
	const { monitoring } = pbx;
	if (!monitoring) return notOffered('the monitoring of calls');
	const changed = (await monitoring.changeMode?.(order, order.mode)) ?? notOffered('another mode');
	if (changed === 'done') return { result: 'onTheLine', restarted: false };
	if (changed.kind !== 'notOffered') return changed;
	return await restart(pbx, monitoring, order, turn, reach);
}

async function restart(
	pbx: Pbx,
	monitoring: Monitoring,
	order: MonitoringOrder,
	turn: Turn,
	reach: Reach,
): Promise<ModeChanged | Failure> {
	const forbidden = await wouldBeRefused(monitoring, order, turn);
	if (forbidden) return forbidden;
	const stopped = await stopMonitoring(pbx, order, turn, reach);
	if (stopped instanceof Failure) return stopped;
	if (stopped === 'nothingToStop') return monitorsNobody(order);
	const state = await untilIdle(order.supervisor, turn);
	if (turn.clock.cancelled()) return executionCancelled();
	if (state === 'busy') return staysBusy(order);
	const started = await startMonitoring(pbx, order);
	return started instanceof Failure ? offTheCall(order, started) : { ...started, restarted: true };
}

/** Nobody is hung up for a mode that the PBX would refuse anyway. */
async function wouldBeRefused(
	{ permissionWords }: Monitoring,
	order: MonitoringOrder,
	{ looks }: Turn,
): Promise<Failure | undefined> {
	const seen = await looks.at([order.supervisor, order.monitored]);
	if (seen instanceof Failure) return seen;
	const unmet = unmetConditions(order, seen.extensions, permissionWords).filter(
		({ what }) => what !== 'supervisorNotFree',
	);
	return unmet.length > 0 ? new RefusedOrder(unmet) : undefined;
}

function monitorsNobody({ supervisor }: MonitoringOrder): Failure {
	return new Failure(
		'refused',
		`Extension ${supervisor} monitors nobody: its phone is idle`,
		'Start the monitoring in the wanted mode.',
	);
}

function staysBusy({ supervisor, monitored }: MonitoringOrder): Failure {
	return new Failure(
		'refused',
		`Extension ${supervisor} was hung up, but did not become free within ${hangUpTime / 1000} s`,
		`It may no longer monitor ${monitored}: start the monitoring again when it is free.`,
	);
}

function offTheCall({ supervisor, monitored }: MonitoringOrder, why: Failure): Failure {
	return new Failure(
		why.kind,
		`Extension ${supervisor} was taken off the call of ${monitored} and not put on it again: ${why.message}`,
		why.remedy,
		why.pbxCode,
	);
}
