import { Failure } from '../failure';
import type { Extension, Monitoring, MonitoringOrder } from '../pbx';
import { unmetConditions } from './conditions';
import type { Seen } from './looks';
import { RefusedOrder } from './refusedOrder';
import type { Turn } from './turn';

/** ms: no refusal rests on an older state. */
export const freshFor = 1_000;

/**
 * Checks every condition that the PBX tells, before anything rings. Gives what it does not tell;
 * `together`: extensions that will be asked about as well, in the same query.
 */
export async function checkBefore(
	order: MonitoringOrder,
	{ permissionWords }: Monitoring,
	{ clock, looks }: Turn,
	together: readonly string[],
): Promise<string[] | Failure> {
	const judged = (seen: Seen | Failure) => {
		if (seen instanceof Failure) return seen;
		const unmet = unmetConditions(order, seen.extensions, permissionWords);
		if (unmet.length > 0) return new RefusedOrder(unmet);
		return untold(order, seen.extensions, permissionWords !== undefined);
	};
	const seen = await looks.at(together, clock.now() - freshFor);
	const result = judged(seen);
	const old = !(seen instanceof Failure) && clock.now() - seen.sentAt > freshFor;
	return result instanceof RefusedOrder && old ? judged(await looks.at(together)) : result;
}

function untold(
	{ supervisor, monitored }: MonitoringOrder,
	extensions: readonly Extension[],
	hasPermissions: boolean,
): string[] {
	const find = (number: string) => extensions.find((one) => one.number === number);
	const [own, agent] = [find(supervisor), find(monitored)];
	return [
		own?.state === 'unknown' ? `whether ${supervisor} is free` : '',
		agent?.state === 'unknown' ? `whether ${monitored} is in a call` : '',
		hasPermissions && own?.mayMonitor === undefined ? `whether ${supervisor} may monitor` : '',
		hasPermissions && agent?.allowsMonitoring === undefined
			? `whether ${monitored} may be monitored`
			: '',
	].filter((sentence) => sentence !== '');
}
