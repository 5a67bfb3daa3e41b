import { Failure, nothingRings } from '../model/failure';
import { didNotAnswer } from '../model/failures/extensions';
import type { Monitoring, MonitorRequest } from '../model/monitoring';
import type { Pbx } from '../model/pbx';
import { checkConditions } from './checkConditions';
import type { SupervisionContext } from './watching/context';
import type { SupervisionOptions } from './options';
import { lookBeforeHangUp, waitUntilIdle, watchSupervisor } from './watching/polling';
import type { AttemptResult, Unverified } from './result';
import { startMonitoring } from './startMonitoring';

/** The supervisor is not on the call and its phone does not ring: another one may be tried. */
export class AttemptFailed {
	constructor(readonly reason: Failure) {}
}

/** Calls one supervisor. `prefetch`: the extensions of all candidates, queried together. */
export async function attempt(
	pbx: Pbx,
	monitoring: Monitoring,
	bareRequest: MonitorRequest,
	options: SupervisionOptions,
	context: SupervisionContext,
	prefetch: readonly string[],
): Promise<AttemptResult | AttemptFailed | Failure> {
	const { supervisor, mode } = bareRequest;
	const { ringTimeoutMs, waitForAnswerMs } = options;
	// A PBX that takes a time with the request hangs up by itself; otherwise we do.
	const request = { ...bareRequest, ringTimeoutMs };
	const unverified =
		options.checkConditions === 'beforeCalling'
			? await checkConditions(request, monitoring, context, prefetch)
			: [];
	if (unverified instanceof Failure) return classify(unverified);
	const requestedAtMs = context.clock.now();
	const started = await startMonitoring(pbx, request, async (numbers) => {
		const snapshot = await context.states.get(numbers);
		return snapshot instanceof Failure ? snapshot : snapshot.extensions;
	});
	if (started instanceof Failure) return classify(started);
	const accepted: AttemptResult = { supervisor, mode, ...started, unverified };
	const watchMs = ringTimeoutMs ?? waitForAnswerMs;
	if (watchMs === undefined) return accepted;

	const outcome =
		started.result === 'monitoring'
			? 'monitoring'
			: await watchSupervisor(request, context, watchMs);
	const elapsedMs = context.clock.now() - requestedAtMs;
	switch (outcome) {
		case 'monitoring':
		case 'answered':
			return { ...accepted, result: outcome, elapsedMs };
		case 'stoppedRinging':
			return new AttemptFailed(didNotAnswer(supervisor));
		case 'notSeen':
			return { ...accepted, elapsedMs, ...withUnverified(unverified, supervisor, 'answered') };
		case 'ringing': {
			const ringing: AttemptResult = { ...accepted, result: 'ringing', elapsedMs };
			if (ringTimeoutMs === undefined) return ringing;
			return await cancelRinging(pbx, request, ringing, ringTimeoutMs, context);
		}
	}
}

function classify(failure: Failure): AttemptFailed | Failure {
	return nothingRings(failure.kind) ? new AttemptFailed(failure) : failure;
}

/**
 * Hangs up a phone that was seen ringing. Another call may have reached it meanwhile: it is hung up only
 * where a query made just before shows it ringing and in no call with another party.
 */
async function cancelRinging(
	pbx: Pbx,
	{ monitored }: MonitorRequest,
	ringing: AttemptResult,
	ringTimeoutMs: number,
	context: SupervisionContext,
): Promise<AttemptResult | AttemptFailed> {
	const { supervisor } = ringing;
	const uncertain = {
		...ringing,
		...withUnverified(ringing.unverified, supervisor, 'stoppedRinging'),
	};
	if (context.clock.cancelled()) return uncertain;
	const shown = await lookBeforeHangUp({ supervisor, monitored }, context);
	if (context.clock.cancelled()) return uncertain;
	switch (shown) {
		case 'idle':
			return new AttemptFailed(didNotAnswer(supervisor, ringTimeoutMs));
		case 'monitoring':
		case 'answered':
			return { ...ringing, result: shown };
		case 'otherCall':
		case 'unknown':
			return uncertain;
		case 'ringing':
			break;
	}
	const hungUp = await pbx.calls?.hangUp?.(supervisor);
	// A refusal means that there was nothing left to hang up, which the query after it shows.
	if (hungUp === undefined || (hungUp instanceof Failure && hungUp.kind !== 'notInCall')) {
		return uncertain;
	}
	if ((await waitUntilIdle(supervisor, context)) !== 'idle') return uncertain;
	return new AttemptFailed(didNotAnswer(supervisor, ringTimeoutMs));
}

function withUnverified(
	unverified: readonly Unverified[],
	extension: string,
	condition: Unverified['condition'],
): Pick<AttemptResult, 'unverified'> {
	return { unverified: [...unverified, { extension, condition }] };
}
