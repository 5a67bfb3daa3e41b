import { executionCancelled, unsupported } from '../model/failures';
import { Failure } from '../model/failure';
import type { Monitoring, MonitorRequest, MonitoringStarted } from '../model/monitoring';
import type { Pbx } from '../model/pbx';
import { unmetConditions } from './conditions';
import type { SupervisionContext } from './watching/context';
import { ConditionsUnmet, reasonOf } from './failures';
import { hangUpTimeoutMs, waitUntilIdle } from './watching/polling';
import { startMonitoring } from './startMonitoring';
import { stopMonitoring } from './stopMonitoring';

export interface ModeChanged extends MonitoringStarted {
	/** Whether the supervisor was hung up and called again. */
	restarted: boolean;
}

/** Changes the mode of a monitoring: in place, or by hanging up and starting again. */
export async function changeMode(
	pbx: Pbx,
	request: MonitorRequest,
	context: SupervisionContext,
	force = false,
): Promise<ModeChanged | Failure> {
	const { monitoring } = pbx;
	if (!monitoring) return unsupported('the monitoring of calls', pbx.family);
	const changed =
		(await monitoring.changeMode?.(request, request.mode)) ??
		unsupported('another mode', pbx.family);
	if (changed === 'done') return { result: 'monitoring', restarted: false };
	if (changed.kind !== 'unsupported') return changed;
	return await restart(pbx, monitoring, request, context, force);
}

async function restart(
	pbx: Pbx,
	monitoring: Monitoring,
	request: MonitorRequest,
	context: SupervisionContext,
	force: boolean,
): Promise<ModeChanged | Failure> {
	const forbidden = await wouldBeRefused(monitoring, request, context);
	if (forbidden) return forbidden;
	const stopped = await stopMonitoring(pbx, request, context, force);
	if (stopped instanceof Failure) return stopped;
	if (stopped === 'notMonitoring') return isIdle(request);
	const state = await waitUntilIdle(request.supervisor, context);
	if (context.clock.cancelled()) return executionCancelled();
	if (state === 'busy') return didNotBecomeIdle(request);
	const started = await startMonitoring(pbx, request);
	if (started instanceof Failure) return notPutBack(request, started);
	return { ...started, restarted: true };
}

/** No supervisor is hung up for a mode that the PBX would refuse anyway. */
async function wouldBeRefused(
	{ permissionWords }: Monitoring,
	request: MonitorRequest,
	{ states }: SupervisionContext,
): Promise<Failure | undefined> {
	const snapshot = await states.get([request.supervisor, request.monitored]);
	if (snapshot instanceof Failure) return snapshot;
	const unmet = unmetConditions(request, snapshot.extensions, permissionWords).filter(
		({ condition }) => condition !== 'idle',
	);
	return unmet.length > 0 ? new ConditionsUnmet(request, unmet) : undefined;
}

function isIdle({ supervisor }: MonitorRequest): Failure {
	return new Failure(
		'refused',
		`Extension ${supervisor} does not monitor any call: its phone is idle`,
		'Start the monitoring in the wanted mode.',
	);
}

function didNotBecomeIdle({ supervisor, monitored }: MonitorRequest): Failure {
	return new Failure(
		'refused',
		`Extension ${supervisor} was hung up, but did not become idle within ${hangUpTimeoutMs / 1000} s`,
		`It may no longer monitor ${monitored}: start the monitoring again when it is idle.`,
	);
}

function notPutBack({ supervisor, monitored }: MonitorRequest, reason: Failure): Failure {
	return new Failure(
		reason.kind,
		`Extension ${supervisor} was taken off the call of ${monitored} and not put on it again: ${reasonOf(reason)}`,
		reason.remedy,
		reason.pbxCode,
		reason.input,
	);
}
