import { Failure } from '../model/failure';
import type { MonitorRequest } from '../model/monitoring';
import type { Pbx } from '../model/pbx';
import { changeMode } from './changeMode';
import { maxAgeMs } from './checkConditions';
import type { SupervisionResult } from './result';
import type { SupervisionContext } from './context';

/** The first of the candidates who monitors this call already, where the PBX shows it. */
export async function findExistingMonitor(
	candidates: readonly string[],
	monitored: string,
	{ clock, states }: SupervisionContext,
): Promise<string | undefined | Failure> {
	const seen = await states.get([...candidates, monitored], clock.now() - maxAgeMs);
	if (seen instanceof Failure) return seen;
	return candidates.find((candidate) =>
		seen.extensions.some(({ number, monitors }) => number === candidate && monitors === monitored),
	);
}

/** What is done with a supervisor who monitors the call already. */
export async function handleExisting(
	pbx: Pbx,
	order: MonitorRequest,
	turn: SupervisionContext,
	wish: 'succeed' | 'changeMode',
): Promise<SupervisionResult | Failure> {
	const { supervisor, mode } = order;
	if (wish === 'succeed') {
		return {
			supervisor,
			result: 'monitoring',
			existingMonitoring: 'kept',
			unverified: [{ extension: supervisor, condition: 'monitorMode' }],
		};
	}
	const changed = await changeMode(pbx, order, turn);
	if (changed instanceof Failure) return changed;
	const { restarted, ...started } = changed;
	const existingMonitoring = restarted ? 'restarted' : 'modeChanged';
	return { supervisor, mode, ...started, existingMonitoring, unverified: [] };
}
