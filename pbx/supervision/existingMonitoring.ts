import { Failure } from '../model/failure';
import type { MonitorRequest } from '../model/monitoring';
import type { Pbx } from '../model/pbx';
import { changeMode } from './changeMode';
import { maxAgeMs } from './checkConditions';
import type { SupervisionContext } from './watching/context';
import type { AttemptResult } from './result';

/** The first of the candidates who monitors this call already. */
export async function findExistingMonitor(
	candidates: readonly string[],
	monitored: string,
	{ clock, states }: SupervisionContext,
): Promise<string | undefined | Failure> {
	const snapshot = await states.get([...candidates, monitored], clock.now() - maxAgeMs);
	if (snapshot instanceof Failure) return snapshot;
	return candidates.find((candidate) =>
		snapshot.extensions.some(
			({ number, monitors }) => number === candidate && monitors === monitored,
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
