import { Failure } from '../model/failure';
import type { Extension, Monitoring, MonitorRequest } from '../model/pbx';
import { unmetConditions } from './conditions';
import type { Snapshot } from './stateQueries';
import { ConditionsUnmet } from './conditionsUnmet';
import type { SupervisionContext } from './context';

/** ms: no refusal rests on an older state. */
export const maxAgeMs = 1_000;

/**
 * Checks every condition that the PBX tells, before anything rings. Gives what it does not tell;
 * `together`: extensions that will be asked about as well, in the same query.
 */
export async function checkConditions(
	order: MonitorRequest,
	{ permissionWords }: Monitoring,
	{ clock, states }: SupervisionContext,
	together: readonly string[],
): Promise<string[] | Failure> {
	const judged = (seen: Snapshot | Failure) => {
		if (seen instanceof Failure) return seen;
		const unmet = unmetConditions(order, seen.extensions, permissionWords);
		if (unmet.length > 0) return new ConditionsUnmet(unmet);
		return untold(order, seen.extensions, permissionWords !== undefined);
	};
	const seen = await states.get(together, clock.now() - maxAgeMs);
	const result = judged(seen);
	const old = !(seen instanceof Failure) && clock.now() - seen.sentAtMs > maxAgeMs;
	return result instanceof ConditionsUnmet && old ? judged(await states.get(together)) : result;
}

function untold(
	{ supervisor, monitored }: MonitorRequest,
	extensions: readonly Extension[],
	hasPermissions: boolean,
): string[] {
	const find = (number: string) => extensions.find((one) => one.number === number);
	const [own, agent] = [find(supervisor), find(monitored)];
	return [
		own?.state === 'unknown' ? `whether ${supervisor} is free` : '',
		agent?.state === 'unknown' ? `whether ${monitored} is in a call` : '',
		hasPermissions && own?.monitorMode === undefined ? `whether ${supervisor} may monitor` : '',
		hasPermissions && agent?.allowBeingMonitored === undefined
			? `whether ${monitored} may be monitored`
			: '',
	].filter((sentence) => sentence !== '');
}
