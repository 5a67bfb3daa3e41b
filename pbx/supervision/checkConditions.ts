import { Failure } from '../model/failure';
import type { Extension } from '../model/extension';
import type { Monitoring, MonitorRequest } from '../model/monitoring';
import { unmetConditions } from './conditions';
import type { SupervisionContext } from './watching/context';
import { ConditionsUnmet } from './failures';
import type { Unverified } from './result';
import type { Snapshot } from './watching/stateQuery';

/** ms: no refusal is based on an older state. */
export const maxAgeMs = 1_000;

/**
 * Checks every condition that the PBX reports, before anything rings. Gives what it does not report;
 * `prefetch`: the extensions of all candidates, queried together.
 */
export async function checkConditions(
	request: MonitorRequest,
	{ permissionWords }: Monitoring,
	{ clock, states }: SupervisionContext,
	prefetch: readonly string[],
): Promise<Unverified[] | Failure> {
	const check = (snapshot: Snapshot | Failure) => {
		if (snapshot instanceof Failure) return snapshot;
		const unmet = unmetConditions(request, snapshot.extensions, permissionWords);
		if (unmet.length > 0) return new ConditionsUnmet(request, unmet);
		return unverified(request, snapshot.extensions, permissionWords !== undefined);
	};
	const snapshot = await states.get(prefetch, clock.now() - maxAgeMs);
	const result = check(snapshot);
	const old = !(snapshot instanceof Failure) && clock.now() - snapshot.sentAtMs > maxAgeMs;
	return result instanceof ConditionsUnmet && old ? check(await states.get(prefetch)) : result;
}

function unverified(
	{ supervisor, supervisorIsNumber, monitored }: MonitorRequest,
	extensions: readonly Extension[],
	hasPermissions: boolean,
): Unverified[] {
	const find = (number: string) => extensions.find((one) => one.number === number);
	const [own, agent] = [find(supervisor), find(monitored)];
	const conditions: Unverified[] = [];
	if (supervisorIsNumber || own?.state === 'unknown')
		conditions.push({ extension: supervisor, condition: 'idle' });
	if (agent?.state === 'unknown') conditions.push({ extension: monitored, condition: 'inCall' });
	if (!hasPermissions) return conditions;
	if (!supervisorIsNumber && own?.monitorMode === undefined) {
		conditions.push({ extension: supervisor, condition: 'monitorMode' });
	}
	if (agent?.allowBeingMonitored === undefined) {
		conditions.push({ extension: monitored, condition: 'allowBeingMonitored' });
	}
	return conditions;
}
