import { Failure } from '../../model/failure';
import { notIdle, notInCall } from '../../model/failures/extensions';
import { doesNotMonitor } from '../../model/failures/monitoring';
import type { Monitoring, MonitorMode, StopRequest } from '../../model/monitoring';
import { bridgedCalls, currentCall, seatsOf } from './callState/bridgedCalls';
import { hangUpChannel } from './callState/hangUp';
import { monitoredBy, monitoringLegsOf, namesMonitored } from './callState/monitoringLegs';
import { singleLegs, type Leg } from './callState/singleLegs';
import { actions } from './wire/actions';
import type { Ask } from './wire/client';

/** As the PBX's own page sends them. */
const modes: Record<MonitorMode, string> = { listen: '', whisper: 'w', bargeIn: 'B' };

/** The supervisor's phone is called at once, without the question whether it wants to. */
const withoutQuestion = '@0';

/** The action `callbarge`, as the PBX's own page of active calls sends it. */
export function monitoring(ask: Ask): Monitoring {
	return {
		shows: 'whoMonitorsWhom',

		async start({ mode, supervisor, monitored }) {
			const calls = await bridgedCalls(ask);
			if (calls instanceof Failure) return calls;
			if (seatsOf(supervisor, calls).length > 0) {
				return notIdle(supervisor, { detail: ': it has a call', input: 'supervisor' });
			}
			const [seat] = seatsOf(monitored, calls);
			if (seat === undefined) return notInCall(monitored);
			const fields = {
				channel: seat.own.channel,
				exten: monitored,
				mode: modes[mode],
				'barge-exten': `${supervisor}${withoutQuestion}`,
			};
			const answer = await ask(actions.callBarge, fields, { extension: supervisor });
			if (answer instanceof Failure) return answer;
			// The PBX says no more than that it began to call the supervisor.
			return { result: 'accepted', call: currentCall(seat) };
		},

		async stop(running) {
			const legs = await singleLegs(ask);
			if (legs instanceof Failure) return legs;
			const leg = await legOf(ask, running, monitoringLegsOf(running.supervisor, legs));
			if (leg instanceof Failure) return leg;
			const ended = await hangUpChannel(ask, leg.channel, running.supervisor);
			return ended === 'gone' ? 'done' : ended;
		},
	};
}

/**
 * The supervisor's leg on the call of the monitored extension. A leg that does not show whom it monitors
 * is taken for it: the supervisor is in no other call by it.
 */
async function legOf(
	ask: Ask,
	{ supervisor, monitored }: StopRequest,
	legs: readonly Leg[],
): Promise<Leg | Failure> {
	const [first] = legs;
	const named =
		monitored === undefined ? first : legs.find((leg) => namesMonitored(leg, monitored));
	if (named !== undefined) return named;
	if (legs.length === 0) return doesNotMonitor(supervisor, monitored);
	const calls = await bridgedCalls(ask);
	if (calls instanceof Failure) return calls;
	const found = legs.find((leg) => (monitoredBy(leg, calls) ?? monitored) === monitored);
	return (
		found ??
		doesNotMonitor(supervisor, monitored, {
			remedy: 'It monitors another call.',
			input: 'monitored',
		})
	);
}
