import { Failure } from '../model/failure';
import type { Extension } from '../model/extension';
import type { Monitoring, MonitorRequest } from '../model/monitoring';
import { unmetConditions } from './conditions';
import type { Snapshot } from './stateQueries';
import { ConditionsUnmet } from './conditionsUnmet';
import type { Unverified } from './result';
import type { SupervisionContext } from './context';

/** ms: no refusal rests on an older state. */
export const maxAgeMs = 1_000;

/**
 * Checks every condition that the PBX shows, before anything rings. Gives what it does not show;
 * `prefetch`: extensions that will be asked about as well, in the same query.
 */
export async function checkConditions(
	order: MonitorRequest,
	{ permissionWords }: Monitoring,
	{ clock, states }: SupervisionContext,
	prefetch: readonly string[],
): Promise<Unverified[] | Failure> {
	const judged = (seen: Snapshot | Failure) => {
		if (seen instanceof Failure) return seen;
		const unmet = unmetConditions(order, seen.extensions, permissionWords);
		if (unmet.length > 0) return new ConditionsUnmet(unmet);
		return unverified(order, seen.extensions, permissionWords !== undefined);
	};
	const seen = await states.get(prefetch, clock.now() - maxAgeMs);
	const result = judged(seen);
	const old = !(seen instanceof Failure) && clock.now() - seen.sentAtMs > maxAgeMs;
	return result instanceof ConditionsUnmet && old ? judged(await states.get(prefetch)) : result;
}

function unverified(
	{ supervisor, monitored }: MonitorRequest,
	extensions: readonly Extension[],
	hasPermissions: boolean,
): Unverified[] {
	const find = (number: string) => extensions.find((one) => one.number === number);
	const [own, agent] = [find(supervisor), find(monitored)];
	const found: Unverified[] = [];
	if (own?.state === 'unknown') found.push({ extension: supervisor, condition: 'idle' });
	if (agent?.state === 'unknown') found.push({ extension: monitored, condition: 'inCall' });
	if (!hasPermissions) return found;
	if (own?.monitorMode === undefined) {
		found.push({ extension: supervisor, condition: 'monitorMode' });
	}
	if (agent?.allowBeingMonitored === undefined) {
		found.push({ extension: monitored, condition: 'allowBeingMonitored' });
	}
	return found;
}
