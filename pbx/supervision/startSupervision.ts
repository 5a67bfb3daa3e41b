import { Failure } from '../model/failure';
import { executionCancelled, unsupported } from '../model/failures/general';
import type { Monitoring, MonitorRequest, Supervisor } from '../model/monitoring';
import type { Pbx } from '../model/pbx';
import { attempt, AttemptFailed } from './attempt';
import { backoff } from './watching/callWatch';
import type { SupervisionContext } from './watching/context';
import { unofferedExtra } from './extras';
import { findExistingMonitor, handleExisting } from './existingMonitoring';
import { AllAttemptsFailed, ConditionsUnmet, reasonOf } from './failures';
import type { SupervisionOptions } from './options';
import type { Attempt, SupervisionResult } from './result';

/** Gets a supervisor onto the call of the monitored extension as the options say. */
export async function startSupervision(
	pbx: Pbx,
	request: MonitorRequest,
	options: SupervisionOptions,
	context: SupervisionContext,
): Promise<SupervisionResult | Failure> {
	const { monitoring } = pbx;
	if (!monitoring) return unsupported('the monitoring of calls', pbx.family);
	const unoffered = unofferedExtra(pbx, request);
	if (unoffered) return unoffered;
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
): Promise<SupervisionResult | Failure> {
	const { clock, waitForCall, yieldSlot, startedAtMs } = context;
	const { monitored } = request;
	const deadlineMs = startedAtMs + waitForCallMs;
	const nextPauseMs = backoff(500, 2_000);
	for (;;) {
		const waited = await yieldSlot(() => waitForCall(monitored, deadlineMs));
		if (waited instanceof Failure) return waited;
		if (waited === 'tooLate') return noCallInTime(monitored, waitForCallMs);
		const result = await startNow(pbx, monitoring, request, options, context);
		const leftMs = deadlineMs - clock.now();
		if (!isCallMissing(result) || leftMs <= 0) return result;
		// The agent is still dialling, or the call was over again: the PBX refused and nothing rang.
		const paused = await yieldSlot(() => clock.sleep(Math.min(nextPauseMs(), leftMs)));
		if (paused instanceof Failure) return paused;
	}
}

/** Whether it failed for no other reason than that there is no call (yet). */
function isCallMissing(result: SupervisionResult | Failure): boolean {
	if (!(result instanceof Failure)) return false;
	const reason = result instanceof AllAttemptsFailed ? result.last : result;
	if (reason instanceof ConditionsUnmet) return reason.isCallMissing();
	return reason.kind === 'notInCall';
}

async function startNow(
	pbx: Pbx,
	monitoring: Monitoring,
	request: MonitorRequest,
	options: SupervisionOptions,
	context: SupervisionContext,
): Promise<SupervisionResult | Failure> {
	const { ifAlreadyMonitoring: policy, fallbackSupervisors } = options;
	const { monitored } = request;
	if (policy === 'fail') return await tryCandidates(pbx, monitoring, request, options, context);
	if (monitoring.shows !== 'whoMonitorsWhom') {
		const result = await tryCandidates(pbx, monitoring, request, options, context);
		if (result instanceof Failure) return result;
		const existing = { extension: monitored, condition: 'existingMonitoring' } as const;
		return { ...result, unverified: [...result.unverified, existing] };
	}
	const candidates = candidatesOf(request, fallbackSupervisors);
	const existing = await findExistingMonitor(monitoring, candidates, monitored, context);
	if (existing instanceof Failure) return existing;
	if (existing !== undefined) {
		const kept = { ...request, ...existing };
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
): Promise<SupervisionResult | Failure> {
	const candidates = candidatesOf(request, options.fallbackSupervisors);
	const extensions = candidates.filter(({ supervisorIsNumber }) => !supervisorIsNumber);
	const prefetch = [...extensions.map(({ supervisor }) => supervisor), request.monitored];
	const [first, ...fallbacks] = candidates;
	const failed: Attempt[] = [];
	for (let candidate = first; ; ) {
		if (context.clock.cancelled()) return executionCancelled();
		const own = { ...request, ...candidate };
		const tried = await attempt(pbx, monitoring, own, options, context, prefetch);
		if (tried instanceof Failure) return allFailed(failed, tried);
		const { supervisor } = candidate;
		if (!(tried instanceof AttemptFailed)) {
			return { ...tried, attempts: [...failed, { supervisor, status: tried.result }] };
		}
		const next = isAboutMonitored(tried.reason) ? undefined : fallbacks.shift();
		if (next === undefined) return allFailed(failed, tried.reason);
		failed.push({ supervisor, status: 'failed', reason: reasonOf(tried.reason) });
		candidate = next;
	}
}

/** The supervisor, then the fallbacks in their order; those are extensions. */
function candidatesOf(
	{ supervisor, supervisorIsNumber }: Supervisor,
	fallbacks: readonly string[],
): [Supervisor, ...Supervisor[]] {
	const others = fallbacks.map((extension) => ({
		supervisor: extension,
		supervisorIsNumber: false,
	}));
	return [{ supervisor, supervisorIsNumber }, ...others];
}

function allFailed(before: readonly Attempt[], last: Failure): Failure {
	return before.length === 0 ? last : new AllAttemptsFailed(before, last);
}

function isAboutMonitored(reason: Failure): boolean {
	return reason instanceof ConditionsUnmet && reason.isAboutMonitored();
}

function noCallInTime(monitored: string, waitForCallMs: number): Failure {
	return new Failure(
		'refused',
		`Extension ${monitored} was in no call within ${waitForCallMs / 1000} s of the start of the execution`,
		'Start shortly before the agent talks, or wait longer.',
		undefined,
		'waitForCall',
	);
}
