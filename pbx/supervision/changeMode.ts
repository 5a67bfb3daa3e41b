import { executionCancelled, unsupported } from '../model/failures';
import { Failure } from '../model/failure';
import type { Monitoring, MonitorRequest, MonitoringStarted } from '../model/monitoring';
import type { Pbx } from '../model/pbx';
import { unmetConditions } from './conditions';
import { ConditionsUnmet } from './conditionsUnmet';
import { startMonitoring } from './startMonitoring';
import { stopMonitoring } from './stopMonitoring';
import type { SupervisionContext } from './context';
import { hangUpTimeoutMs, waitUntilIdle } from './waitUntilIdle';

export interface ModeChanged extends MonitoringStarted {
	/** Whether the supervisor was hung up and called again. */
	restarted: boolean;
}

/** Changes the mode of a running monitoring: in place, or by hanging up and starting again. */
export async function changeMode(
	pbx: Pbx,
	order: MonitorRequest,
	turn: SupervisionContext,
	force = false,
): Promise<ModeChanged | Failure> {
	const { monitoring } = pbx;
	if (!monitoring) return unsupported('the monitoring of calls');
	const changed = (await monitoring.changeMode?.(order, order.mode)) ?? unsupported('another mode');
	if (changed === 'done') return { result: 'monitoring', restarted: false };
	if (changed.kind !== 'unsupported') return changed;
	return await restart(pbx, monitoring, order, turn, force);
}

async function restart(
	pbx: Pbx,
	monitoring: Monitoring,
	order: MonitorRequest,
	turn: SupervisionContext,
	force: boolean,
): Promise<ModeChanged | Failure> {
	const forbidden = await wouldBeRefused(monitoring, order, turn);
	if (forbidden) return forbidden;
	const stopped = await stopMonitoring(pbx, order, turn, force);
	if (stopped instanceof Failure) return stopped;
	if (stopped === 'notMonitoring') return monitorsNobody(order);
	const state = await waitUntilIdle(order.supervisor, turn);
	if (turn.clock.cancelled()) return executionCancelled();
	if (state === 'busy') return staysBusy(order);
	const started = await startMonitoring(pbx, order);
	return started instanceof Failure ? offTheCall(order, started) : { ...started, restarted: true };
}

/** Nobody is hung up for a mode that the PBX would refuse anyway. */
async function wouldBeRefused(
	{ permissionWords }: Monitoring,
	order: MonitorRequest,
	{ states }: SupervisionContext,
): Promise<Failure | undefined> {
	const seen = await states.get([order.supervisor, order.monitored]);
	if (seen instanceof Failure) return seen;
	const unmet = unmetConditions(order, seen.extensions, permissionWords).filter(
		({ what }) => what !== 'supervisorNotFree',
	);
	return unmet.length > 0 ? new ConditionsUnmet(unmet) : undefined;
}

function monitorsNobody({ supervisor }: MonitorRequest): Failure {
	return new Failure(
		'refused',
		`Extension ${supervisor} monitors nobody: its phone is idle`,
		'Start the monitoring in the wanted mode.',
	);
}

function staysBusy({ supervisor, monitored }: MonitorRequest): Failure {
	return new Failure(
		'refused',
		`Extension ${supervisor} was hung up, but did not become free within ${hangUpTimeoutMs / 1000} s`,
		`It may no longer monitor ${monitored}: start the monitoring again when it is free.`,
	);
}

function offTheCall({ supervisor, monitored }: MonitorRequest, why: Failure): Failure {
	return new Failure(
		why.kind,
		`Extension ${supervisor} was taken off the call of ${monitored} and not put on it again: ${why.message}`,
		why.remedy,
		why.pbxCode,
	);
}
