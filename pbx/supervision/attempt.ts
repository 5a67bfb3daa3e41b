import { Failure } from '../failure';
import type { Monitoring, MonitoringOrder, Pbx } from '../pbx';
import { checkBefore } from './checkBefore';
import type { Plan } from './plan';
import { startMonitoring } from './startMonitoring';
import type { Supervision } from './supervision';
import type { Turn } from './turn';
import { untilIdle } from './untilIdle';
import { watchStart, type StartSeen } from './watchStart';

/** The supervisor surely is not on the call, and its phone rings no more: another may be tried. */
export class DidNotCome {
	constructor(readonly why: Failure) {}
}

/** One supervisor is called; `together`: extensions whose state is asked for in one query. */
export async function attempt(
	pbx: Pbx,
	monitoring: Monitoring,
	given: MonitoringOrder,
	plan: Plan,
	turn: Turn,
	together: readonly string[],
): Promise<Supervision | DidNotCome | Failure> {
	const { supervisor, mode } = given;
	const order = { ...given, ringTime: plan.ringEachFor ?? given.ringTime };
	const notTold =
		plan.checkConditions === 'beforeCalling'
			? await checkBefore(order, monitoring, turn, together)
			: [];
	if (notTold instanceof Failure) return surelyEnded(notTold);
	const orderedAt = turn.clock.now();
	const started = await startMonitoring(pbx, order, async (numbers) => {
		const seen = await turn.looks.at(numbers);
		return seen instanceof Failure ? seen : seen.extensions;
	});
	if (started instanceof Failure) return surelyEnded(started);
	const accepted: Supervision = { supervisor, mode, ...started, notTold };
	const watchFor = plan.ringEachFor ?? plan.confirmStart;
	if (watchFor === undefined) return accepted;

	const seen: StartSeen =
		started.result === 'onTheLine'
			? { result: 'onTheLine', rang: 'notSeen' }
			: await watchStart(order, turn, watchFor);
	const took = turn.clock.now() - orderedAt;
	if (seen.result === 'notTold') {
		return { ...accepted, took, notTold: [...notTold, `what the phone of ${supervisor} does`] };
	}
	const supervision: Supervision = { ...accepted, result: seen.result, took };
	const onlyRang = seen.rang === 'seen' && (seen.result === 'ringing' || seen.result === 'gone');
	if (plan.ringEachFor === undefined || !onlyRang) return supervision;
	return await takeBack(pbx, supervision, turn);
}

const ended: ReadonlySet<Failure['kind']> = new Set([
	'refused',
	'noCall',
	'notAnswered',
	'notFound',
]);

/** Only what was refused, or rang in vain, has surely ended; after a time-out the phone may ring yet. */
function surelyEnded(failure: Failure): DidNotCome | Failure {
	return ended.has(failure.kind) ? new DidNotCome(failure) : failure;
}

/** Hangs up a phone that was seen ringing; where that is not certain to have worked, it counts as called. */
async function takeBack(
	pbx: Pbx,
	supervision: Supervision,
	turn: Turn,
): Promise<Supervision | DidNotCome> {
	const { supervisor, result, took = 0 } = supervision;
	const { notTold } = supervision;
	const uncertain = {
		...supervision,
		notTold: [...notTold, `whether ${supervisor} stopped ringing`],
	};
	if (turn.clock.cancelled()) return uncertain;
	const hungUp = await pbx.calls?.hangUp?.(supervisor);
	// A refusal means that there was nothing left to hang up, which the look behind it shows.
	if (hungUp === undefined || (hungUp instanceof Failure && hungUp.kind !== 'noCall')) {
		return uncertain;
	}
	if ((await untilIdle(supervisor, turn)) !== 'idle') return uncertain;
	const message =
		result === 'gone'
			? `Extension ${supervisor} rejected the call, or the call was over`
			: `Extension ${supervisor} did not pick up within ${Math.round(took / 1000)} s`;
	return new DidNotCome(
		new Failure('notAnswered', message, `Pick up the phone of ${supervisor} when it rings.`),
	);
}
