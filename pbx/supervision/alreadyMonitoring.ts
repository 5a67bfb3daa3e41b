import { Failure } from '../failure';
import type { MonitoringOrder, Pbx } from '../pbx';
import { changeMode } from './changeMode';
import { freshFor } from './checkBefore';
import type { Supervision } from './supervision';
import type { Turn } from './turn';

/** The first of the candidates who monitors this call already, where the PBX shows it. */
export async function whoMonitors(
	candidates: readonly string[],
	monitored: string,
	{ clock, looks }: Turn,
): Promise<string | undefined | Failure> {
	const seen = await looks.at([...candidates, monitored], clock.now() - freshFor);
	if (seen instanceof Failure) return seen;
	return candidates.find((candidate) =>
		seen.extensions.some(({ number, monitors }) => number === candidate && monitors === monitored),
	);
}

/** What is done with a supervisor who monitors the call already. */
export async function alreadyThere(
	pbx: Pbx,
	order: MonitoringOrder,
	turn: Turn,
	wish: 'treatAsDone' | 'changeMode',
): Promise<Supervision | Failure> {
	const { supervisor, mode } = order;
	if (wish === 'treatAsDone') {
		return {
			supervisor,
			result: 'onTheLine',
			alreadyMonitoring: 'leftAsItWas',
			notTold: ['its mode'],
		};
	}
	const changed = await changeMode(pbx, order, turn);
	if (changed instanceof Failure) return changed;
	const { restarted, ...started } = changed;
	const alreadyMonitoring = restarted ? 'restarted' : 'modeChanged';
	return { supervisor, mode, ...started, alreadyMonitoring, notTold: [] };
}
