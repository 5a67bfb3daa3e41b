import { executionCancelled } from '../model/executionCancelled';
import { Failure } from '../model/failure';
import { unsupported } from '../model/unsupported';
import type { Monitoring, MonitorRequest, Pbx } from '../model/pbx';
import { handleExisting, findExistingMonitor } from './existingMonitoring';
import { attempt, AttemptFailed } from './attempt';
import { AllAttemptsFailed } from './allAttemptsFailed';
import { backoff } from './backoff';
import type { SupervisionOptions } from './options';
import { ConditionsUnmet } from './conditionsUnmet';
import type { Attempt, SupervisionResult } from './result';
import type { SupervisionContext } from './context';

/** A supervisor on the call, and who was tried for it. */
export interface Supervised extends SupervisionResult {
	attempts: Attempt[];
}

/** Gets a supervisor onto the call of the monitored extension as the plan says. */
export async function startSupervision(
	pbx: Pbx,
	order: MonitorRequest,
	plan: SupervisionOptions,
	turn: SupervisionContext,
): Promise<Supervised | Failure> {
	const { monitoring } = pbx;
	if (!monitoring) return unsupported('the monitoring of calls');
	if (plan.waitForCallMs === undefined) return await startNow(pbx, monitoring, order, plan, turn);
	return await startWhenInCall(pbx, monitoring, order, plan, turn, plan.waitForCallMs);
}

async function startWhenInCall(
	pbx: Pbx,
	monitoring: Monitoring,
	order: MonitorRequest,
	plan: SupervisionOptions,
	turn: SupervisionContext,
	wait: number,
): Promise<Supervised | Failure> {
	const { clock, calls, yieldSlot, startedAtMs } = turn;
	const until = startedAtMs + wait;
	for (const pause of backoff(500, 2_000)) {
		const waited = await yieldSlot(() => calls.waitForCall(order.monitored, until));
		if (waited instanceof Failure) return waited;
		if (waited === 'tooLate') return noCallInTime(order.monitored, wait);
		const result = await startNow(pbx, monitoring, order, plan, turn);
		const left = until - clock.now();
		if (!isCallMissing(result) || left <= 0) return result;
		// The agent dials, or the call was over again: the order was refused and nothing rang.
		const rested = await yieldSlot(() => clock.sleep(Math.min(pause, left)));
		if (rested instanceof Failure) return rested;
	}
	return noCallInTime(order.monitored, wait);
}

/** Whether the order was refused for no other reason than that there is no call (yet). */
function isCallMissing(result: Supervised | Failure): boolean {
	if (!(result instanceof Failure)) return false;
	const why = result instanceof AllAttemptsFailed ? result.last : result;
	if (!(why instanceof ConditionsUnmet)) return why.kind === 'notInCall';
	return why.unmet.every(({ what }) => what === 'notInCall');
}

async function startNow(
	pbx: Pbx,
	monitoring: Monitoring,
	order: MonitorRequest,
	plan: SupervisionOptions,
	turn: SupervisionContext,
): Promise<Supervised | Failure> {
	const { ifAlreadyMonitoring: wish, fallbackSupervisors } = plan;
	const candidates = [order.supervisor, ...fallbackSupervisors];
	const looksForOthers = wish !== 'fail' && monitoring.shows === 'whoMonitorsWhom';
	if (looksForOthers) {
		const there = await findExistingMonitor(candidates, order.monitored, turn);
		if (there instanceof Failure) return there;
		if (there !== undefined) {
			const done = await handleExisting(pbx, { ...order, supervisor: there }, turn, wish);
			return done instanceof Failure ? done : { ...done, attempts: [] };
		}
	}
	const came = await tryCandidates(pbx, monitoring, order, plan, turn, candidates);
	if (came instanceof Failure || wish === 'fail') return came;
	return looksForOthers
		? { ...came, existingMonitoring: 'none' }
		: { ...came, unverified: [...came.unverified, 'who monitors whom'] };
}

async function tryCandidates(
	pbx: Pbx,
	monitoring: Monitoring,
	order: MonitorRequest,
	plan: SupervisionOptions,
	turn: SupervisionContext,
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
			return failures.length > 0 ? new AllAttemptsFailed(attempts, tried) : tried;
		if (!(tried instanceof AttemptFailed)) {
			return { ...tried, attempts: [...attempts, { supervisor, outcome: 'came' }] };
		}
		failures.push(tried.why);
		attempts.push({ supervisor, outcome: 'didNotCome', reason: tried.why.message });
		if (isAboutMonitored(tried.why)) break;
	}
	const [first] = failures;
	const last = failures.at(-1);
	if (first === undefined || last === undefined) return executionCancelled();
	return failures.length === 1 ? first : new AllAttemptsFailed(attempts.slice(0, -1), last);
}

/** Whether it is the monitored extension alone that an order failed on. */
function isAboutMonitored(why: Failure): boolean {
	return why instanceof ConditionsUnmet && why.unmet.every(({ what }) => aboutMonitored.has(what));
}

const aboutMonitored: ReadonlySet<string> = new Set([
	'monitoredUnknown',
	'notInCall',
	'notMonitorable',
]);

function noCallInTime(monitored: string, wait: number): Failure {
	return new Failure(
		'refused',
		`Extension ${monitored} was in no call within ${wait / 1000} s of the start of the execution`,
		"Raise 'Wait for Call (Seconds)', or start when the agent is about to talk.",
	);
}
