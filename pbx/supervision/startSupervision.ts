import { Failure } from '../model/failure';
import { executionCancelled, unsupported } from '../model/failures';
import type { Monitoring, MonitorRequest } from '../model/monitoring';
import type { Pbx } from '../model/pbx';
import { AllAttemptsFailed } from './allAttemptsFailed';
import { attempt, AttemptFailed } from './attempt';
import { backoff } from './backoff';
import { ConditionsUnmet } from './conditionsUnmet';
import type { SupervisionContext } from './context';
import { findExistingMonitor, handleExisting } from './existingMonitoring';
import type { SupervisionOptions } from './options';
import type { Attempt, SupervisionResult } from './result';

/** A supervisor on the call, and who was tried for it. */
export interface Supervised extends SupervisionResult {
	attempts: Attempt[];
}

/** Gets a supervisor onto the call of the monitored extension as the options say. */
export async function startSupervision(
	pbx: Pbx,
	request: MonitorRequest,
	options: SupervisionOptions,
	context: SupervisionContext,
): Promise<Supervised | Failure> {
	const { monitoring } = pbx;
	if (!monitoring) return unsupported('the monitoring of calls');
	const { waitForCallMs } = options;
	if (waitForCallMs === undefined) {
		return await startNow(pbx, monitoring, request, options, context);
	}
	return await startWhenInCall(pbx, monitoring, request, options, context, waitForCallMs);
}

async function startWhenInCall(
	pbx: Pbx,
	monitoring: Monitoring,
	request: MonitorRequest,
	options: SupervisionOptions,
	context: SupervisionContext,
	waitForCallMs: number,
): Promise<Supervised | Failure> {
	const { clock, calls, yieldSlot, startedAtMs } = context;
	const { monitored } = request;
	const until = startedAtMs + waitForCallMs;
	for (const pauseMs of backoff(500, 2_000)) {
		const waited = await yieldSlot(() => calls.waitForCall(monitored, until));
		if (waited instanceof Failure) return waited;
		if (waited === 'tooLate') break;
		const result = await startNow(pbx, monitoring, request, options, context);
		const left = until - clock.now();
		if (!isCallMissing(result) || left <= 0) return result;
		// The agent is still dialling, or the call was over again: the PBX refused and nothing rang.
		const paused = await yieldSlot(() => clock.sleep(Math.min(pauseMs, left)));
		if (paused instanceof Failure) return paused;
	}
	return noCallInTime(monitored, waitForCallMs);
}

/** Whether it failed for no other reason than that there is no call (yet). */
function isCallMissing(result: Supervised | Failure): boolean {
	if (!(result instanceof Failure)) return false;
	const why = result instanceof AllAttemptsFailed ? result.last : result;
	if (!(why instanceof ConditionsUnmet)) return why.kind === 'notInCall';
	return why.unmet.every(({ what }) => what === 'notInCall');
}

async function startNow(
	pbx: Pbx,
	monitoring: Monitoring,
	request: MonitorRequest,
	options: SupervisionOptions,
	context: SupervisionContext,
): Promise<Supervised | Failure> {
	const { ifAlreadyMonitoring: policy, fallbackSupervisors } = options;
	const { supervisor, monitored } = request;
	if (policy === 'fail') return await tryCandidates(pbx, monitoring, request, options, context);
	if (monitoring.shows !== 'whoMonitorsWhom') {
		const result = await tryCandidates(pbx, monitoring, request, options, context);
		if (result instanceof Failure) return result;
		const existing = { extension: monitored, condition: 'existingMonitoring' } as const;
		return { ...result, unverified: [...result.unverified, existing] };
	}
	const candidates = [supervisor, ...fallbackSupervisors];
	const existing = await findExistingMonitor(candidates, monitored, context);
	if (existing instanceof Failure) return existing;
	if (existing !== undefined) {
		const kept = { ...request, supervisor: existing };
		const result = await handleExisting(pbx, kept, context, policy);
		return result instanceof Failure ? result : { ...result, attempts: [] };
	}
	const result = await tryCandidates(pbx, monitoring, request, options, context);
	return result instanceof Failure ? result : { ...result, existingMonitoring: 'none' };
}

/** Tries the supervisor, then the fallbacks in their order, until one is on the call or may be. */
async function tryCandidates(
	pbx: Pbx,
	monitoring: Monitoring,
	request: MonitorRequest,
	options: SupervisionOptions,
	context: SupervisionContext,
): Promise<Supervised | Failure> {
	const fallbacks = [...options.fallbackSupervisors];
	const prefetch = [request.supervisor, ...fallbacks, request.monitored];
	const failed: Attempt[] = [];
	for (let supervisor = request.supervisor; ; ) {
		if (context.clock.cancelled()) return executionCancelled();
		const candidate = { ...request, supervisor };
		const tried = await attempt(pbx, monitoring, candidate, options, context, prefetch);
		if (tried instanceof Failure) return allFailed(failed, tried);
		if (!(tried instanceof AttemptFailed)) {
			return { ...tried, attempts: [...failed, { supervisor, status: tried.result }] };
		}
		const next = isAboutMonitored(tried.why) ? undefined : fallbacks.shift();
		if (next === undefined) return allFailed(failed, tried.why);
		failed.push({ supervisor, status: 'failed', reason: tried.why.message });
		supervisor = next;
	}
}

function allFailed(before: readonly Attempt[], last: Failure): Failure {
	return before.length === 0 ? last : new AllAttemptsFailed(before, last);
}

/** Whether the monitored extension alone is the reason, so that no other supervisor would help. */
function isAboutMonitored(why: Failure): boolean {
	return why instanceof ConditionsUnmet && why.unmet.every(({ what }) => aboutMonitored.has(what));
}

const aboutMonitored: ReadonlySet<string> = new Set([
	'monitoredUnknown',
	'notInCall',
	'notMonitorable',
]);

function noCallInTime(monitored: string, waitForCallMs: number): Failure {
	return new Failure(
		'refused',
		`Extension ${monitored} was in no call within ${waitForCallMs / 1000} s of the start of the execution`,
		'Start when the agent is about to talk, or wait longer.',
		undefined,
		'waitForCall',
	);
}
