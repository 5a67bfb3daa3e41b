import { Failure } from '../model/failure';
import type { Monitoring, MonitorRequest, Supervisor } from '../model/monitoring';
import type { Pbx } from '../model/pbx';
import { changeMode } from './changeMode';
import { maxAgeMs } from './checkConditions';
import type { SupervisionContext } from './watching/context';
import type { AttemptResult } from './result';

/** The first of the candidates who monitors this call already. */
export async function findExistingMonitor(
	monitoring: Monitoring,
	candidates: readonly Supervisor[],
	monitored: string,
	context: SupervisionContext,
): Promise<Supervisor | undefined | Failure> {
	const numbers = candidates.filter(({ supervisorIsNumber }) => supervisorIsNumber);
	for (const candidate of numbers) {
		const shown = (await monitoring.monitoringsOf?.(candidate)) ?? [];
		if (shown instanceof Failure) return shown;
		const isThere = shown.some((one) => one.state === 'monitoring' && one.monitored === monitored);
		if (isThere) return candidate;
	}
	const extensions = candidates.filter(({ supervisorIsNumber }) => !supervisorIsNumber);
	return await findMonitoringExtension(extensions, monitored, context);
}

async function findMonitoringExtension(
	candidates: readonly Supervisor[],
	monitored: string,
	{ clock, states }: SupervisionContext,
): Promise<Supervisor | undefined | Failure> {
	if (candidates.length === 0) return undefined;
	const numbers = [...candidates.map(({ supervisor }) => supervisor), monitored];
	const snapshot = await states.get(numbers, clock.now() - maxAgeMs);
	if (snapshot instanceof Failure) return snapshot;
	return candidates.find(({ supervisor }) =>
		snapshot.extensions.some(
			({ number, monitors }) => number === supervisor && monitors === monitored,
		),
	);
}

/** Keeps or changes the monitoring of a supervisor who is on the call already. */
export async function handleExisting(
	pbx: Pbx,
	request: MonitorRequest,
	context: SupervisionContext,
	policy: 'succeed' | 'changeMode',
): Promise<AttemptResult | Failure> {
	const { supervisor, mode } = request;
	if (policy === 'succeed') {
		return {
			supervisor,
			result: 'monitoring',
			existingMonitoring: 'kept',
			unverified: [{ extension: supervisor, condition: 'monitorMode' }],
		};
	}
	const changed = await changeMode(pbx, request, context);
	if (changed instanceof Failure) return changed;
	const { restarted, ...started } = changed;
	const existingMonitoring = restarted ? 'restarted' : 'modeChanged';
	return { supervisor, mode, ...started, existingMonitoring, unverified: [] };
}
