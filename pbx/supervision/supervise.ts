import { executionCancelled } from '../executionCancelled';
import { Failure } from '../failure';
import { notOffered } from '../notOffered';
import type { Monitoring, MonitoringOrder, Pbx } from '../pbx';
import { alreadyThere, whoMonitors } from './alreadyMonitoring';
import { attempt, DidNotCome } from './attempt';
import { NobodyCame } from './nobodyCame';
import { pauses } from './pauses';
import type { Plan } from './plan';
import { RefusedOrder } from './refusedOrder';
import type { Attempt, Supervision } from './supervision';
import type { Turn } from './turn';

/** A supervisor on the call, and who was tried for it. */
export interface Supervised extends Supervision {
	attempts: Attempt[];
}

/** Gets a supervisor onto the call of the monitored extension as the plan says. */
export async function supervise(
	pbx: Pbx,
	order: MonitoringOrder,
	plan: Plan,
	turn: Turn,
): Promise<Supervised | Failure> {
	const { monitoring } = pbx;
	if (!monitoring) return notOffered('the monitoring of calls');
	if (plan.waitForCall === undefined) return await putOn(pbx, monitoring, order, plan, turn);
	return await putOnWhenInCall(pbx, monitoring, order, plan, turn, plan.waitForCall);
}

async function putOnWhenInCall(
	pbx: Pbx,
	monitoring: Monitoring,
	order: MonitoringOrder,
	plan: Plan,
	turn: Turn,
	wait: number,
): Promise<Supervised | Failure> {
	const { clock, calls, aside, began } = turn;
	const until = began + wait;
	for (const pause of pauses(500, 2_000)) {
		const waited = await aside(() => calls.until(order.monitored, until));
		if (waited instanceof Failure) return waited;
		if (waited === 'tooLate') return tooLate(order.monitored, wait);
		const result = await putOn(pbx, monitoring, order, plan, turn);
		const left = until - clock.now();
		if (!isCallMissing(result) || left <= 0) return result;
		// The agent dials, or the call was over again: the order was refused and nothing rang.
		const rested = await aside(() => clock.sleep(Math.min(pause, left)));
		if (rested instanceof Failure) return rested;
	}
	return tooLate(order.monitored, wait);
}

/** Whether the order was refused for no other reason than that there is no call (yet). */
function isCallMissing(result: Supervised | Failure): boolean {
	if (!(result instanceof Failure)) return false;
	const why = result instanceof NobodyCame ? result.last : result;
	if (!(why instanceof RefusedOrder)) return why.kind === 'noCall';
	return why.unmet.every(({ what }) => what === 'notInCall');
}

async function putOn(
	pbx: Pbx,
	monitoring: Monitoring,
	order: MonitoringOrder,
	plan: Plan,
	turn: Turn,
): Promise<Supervised | Failure> {
	const { ifAlreadyMonitoring: wish, standIns } = plan;
	const candidates = [order.supervisor, ...standIns];
	const looksForOthers = wish !== 'fail' && monitoring.shows === 'whoMonitorsWhom';
	if (looksForOthers) {
		const there = await whoMonitors(candidates, order.monitored, turn);
		if (there instanceof Failure) return there;
		if (there !== undefined) {
			const done = await alreadyThere(pbx, { ...order, supervisor: there }, turn, wish);
			return done instanceof Failure ? done : { ...done, attempts: [] };
		}
	}
	const came = await firstWhoComes(pbx, monitoring, order, plan, turn, candidates);
	if (came instanceof Failure || wish === 'fail') return came;
	return looksForOthers
		? { ...came, alreadyMonitoring: 'no' }
		: { ...came, notTold: [...came.notTold, 'who monitors whom'] };
}

async function firstWhoComes(
	pbx: Pbx,
	monitoring: Monitoring,
	order: MonitoringOrder,
	plan: Plan,
	turn: Turn,
	candidates: readonly string[],
): Promise<Supervised | Failure> {
	const attempts: Attempt[] = [];
	const together = [...candidates, order.monitored];
	const failures: Failure[] = [];
	for (const supervisor of candidates) {
		if (turn.clock.cancelled()) return executionCancelled();
		const given = { ...order, supervisor };
		const tried = await attempt(pbx, monitoring, given, plan, turn, together);
		if (tried instanceof Failure)
			return failures.length > 0 ? new NobodyCame(attempts, tried) : tried;
		if (!(tried instanceof DidNotCome)) {
			return { ...tried, attempts: [...attempts, { supervisor, outcome: 'came' }] };
		}
		failures.push(tried.why);
		attempts.push({ supervisor, outcome: 'didNotCome', reason: tried.why.message });
		if (noStandInHelps(tried.why)) break;
	}
	const [first] = failures;
	const last = failures.at(-1);
	if (first === undefined || last === undefined) return executionCancelled();
	return failures.length === 1 ? first : new NobodyCame(attempts.slice(0, -1), last);
}

/** Whether it is the monitored extension alone that an order failed on. */
function noStandInHelps(why: Failure): boolean {
	return why instanceof RefusedOrder && why.unmet.every(({ what }) => aboutMonitored.has(what));
}

const aboutMonitored: ReadonlySet<string> = new Set([
	'monitoredUnknown',
	'notInCall',
	'notMonitorable',
]);

function tooLate(monitored: string, wait: number): Failure {
	return new Failure(
		'refused',
		`Extension ${monitored} was in no call within ${wait / 1000} s of the start of the execution`,
		"Raise 'Wait for Call (Seconds)', or start when the agent is about to talk.",
	);
}
