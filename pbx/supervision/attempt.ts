import { Failure } from '../model/failure';
import type { Monitoring, MonitorRequest, Pbx } from '../model/pbx';
import { checkConditions } from './checkConditions';
import type { SupervisionOptions } from './options';
import { startMonitoring } from './startMonitoring';
import type { SupervisionResult } from './result';
import type { SupervisionContext } from './context';
import { waitUntilIdle } from './waitUntilIdle';
import { watchSupervisor, type SupervisorSeen } from './watchSupervisor';

/** The supervisor surely is not on the call, and its phone rings no more: another may be tried. */
export class AttemptFailed {
	constructor(readonly why: Failure) {}
}

/** One supervisor is called; `together`: extensions whose state is asked for in one query. */
export async function attempt(
	pbx: Pbx,
	monitoring: Monitoring,
	given: MonitorRequest,
	plan: SupervisionOptions,
	turn: SupervisionContext,
	together: readonly string[],
): Promise<SupervisionResult | AttemptFailed | Failure> {
	const { supervisor, mode } = given;
	const order = { ...given, ringTime: plan.ringEachFor ?? given.ringTimeoutMs };
	const unverified =
		plan.checkConditions === 'beforeCalling'
			? await checkConditions(order, monitoring, turn, together)
			: [];
	if (unverified instanceof Failure) return classify(unverified);
	const orderedAt = turn.clock.now();
	const started = await startMonitoring(pbx, order, async (numbers) => {
		const seen = await turn.states.get(numbers);
		return seen instanceof Failure ? seen : seen.extensions;
	});
	if (started instanceof Failure) return classify(started);
	const accepted: SupervisionResult = { supervisor, mode, ...started, unverified };
	const watchFor = plan.ringEachFor ?? plan.waitForAnswerMs;
	if (watchFor === undefined) return accepted;

	const seen: SupervisorSeen =
		started.result === 'monitoring'
			? { result: 'monitoring', rang: 'notSeen' }
			: await watchSupervisor(order, turn, watchFor);
	const elapsedMs = turn.clock.now() - orderedAt;
	if (seen.result === 'unverified') {
		return { ...accepted, elapsedMs, unverified: [...unverified, `what the phone of ${supervisor} does`] };
	}
	const supervision: SupervisionResult = { ...accepted, result: seen.result, elapsedMs };
	const onlyRang = seen.rang === 'seen' && (seen.result === 'ringing' || seen.result === 'gone');
	if (plan.ringEachFor === undefined || !onlyRang) return supervision;
	return await cancelRinging(pbx, supervision, turn);
}

const ended: ReadonlySet<Failure['kind']> = new Set([
	'refused',
	'notInCall',
	'noAnswer',
	'notFound',
]);

/** Only what was refused, or rang in vain, has surely ended; after a time-out the phone may ring yet. */
function classify(failure: Failure): AttemptFailed | Failure {
	return ended.has(failure.kind) ? new AttemptFailed(failure) : failure;
}

/** Hangs up a phone that was seen ringing; where that is not certain to have worked, it counts as called. */
async function cancelRinging(
	pbx: Pbx,
	supervision: SupervisionResult,
	turn: SupervisionContext,
): Promise<SupervisionResult | AttemptFailed> {
	const { supervisor, result, elapsedMs = 0 } = supervision;
	const { unverified } = supervision;
	const uncertain = {
		...supervision,
		unverified: [...unverified, `whether ${supervisor} stopped ringing`],
	};
	if (turn.clock.cancelled()) return uncertain;
	const hungUp = await pbx.calls?.hangUp?.(supervisor);
	// A refusal means that there was nothing left to hang up, which the look behind it shows.
	if (hungUp === undefined || (hungUp instanceof Failure && hungUp.kind !== 'notInCall')) {
		return uncertain;
	}
	if ((await waitUntilIdle(supervisor, turn)) !== 'idle') return uncertain;
	const message =
		result === 'gone'
			? `Extension ${supervisor} rejected the call, or the call was over`
			: `Extension ${supervisor} did not pick up within ${Math.round(elapsedMs / 1000)} s`;
	return new AttemptFailed(
		new Failure('noAnswer', message, `Pick up the phone of ${supervisor} when it rings.`),
	);
}
