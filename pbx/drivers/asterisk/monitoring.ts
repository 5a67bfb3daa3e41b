import type { Clock } from '../../model/clock';
import { Failure } from '../../model/failure';
import type {
	Monitoring,
	MonitorRequest,
	MonitoringStarted,
	MonitorMode,
} from '../../model/monitoring';
import { actions } from './wire/actions';
import type { Ask } from './wire/client';
import { oneCallAtATime } from './callState/oneCallAtATime';
import { channelsOf, showChannels, type Channel } from './callState/channels';
import { confirmSpying } from './callState/confirmSpying';
import { currentCall } from './callState/currentCall';
import { spyChannels, parseChanSpyData } from './callState/spyChannels';
import { explain, isGone } from './wire/errors';
import { Refusal } from './wire/reply';
import { hangUpOriginated, originate } from './callState/originate';
import { phone, type DriverConfig } from './wire/config';
import { spyOriginate } from './callState/spyOriginate';
import { activeChannel } from './callState/activeChannel';

/** The digit that a ChanSpy with `d` takes for the mode. */
const modeDigits: Record<MonitorMode, string> = { listen: '4', whisper: '5', bargeIn: '6' };

/** ChanSpy on the supervisor's phone, without anything in the dialplan. */
export function monitoring(ask: Ask, clock: Clock, settings: DriverConfig): Monitoring {
	const start = async (order: MonitorRequest): Promise<MonitoringStarted | Failure> => {
		const all = await showChannels(ask);
		if (all instanceof Failure) return all;
		const { supervisor, monitored } = order;
		if (channelsOf(settings, supervisor, all).length > 0) return notFree(supervisor, 'has a call');
		const target = await activeChannel(ask, settings, monitored, all);
		if (target instanceof Failure) return target;

		const call = spyOriginate(settings, order, target);
		const answered = await originate(ask, clock, call);
		if (answered instanceof Failure) return answered;
		const monitors = await confirmSpying(ask, clock, call.id, target, order);
		if (!(monitors instanceof Failure)) {
			return { ...monitors, call: currentCall(settings, target, all) };
		}
		await hangUpOriginated(ask, call.id);
		return monitors;
	};

	return {
		shows: 'whoMonitorsWhom',

		async start(order) {
			const { supervisor } = order;
			const line = `${settings.origin}${settings.path} ${phone(settings, supervisor)}`;
			const started = await oneCallAtATime(line, async () => await start(order));
			return started === 'beingCalled' ? notFree(supervisor, 'is being called') : started;
		},

		async stop({ supervisor, monitored }) {
			const leg = await findSpyChannel(ask, settings, supervisor, monitored);
			if (leg instanceof Failure) return leg;
			const answer = await ask(actions.hangUp, [
				['Channel', leg.id],
				['Cause', '16'],
			]);
			if (answer instanceof Failure) return answer;
			if (answer instanceof Refusal && !isGone(answer.message)) {
				return explain(answer.message, actions.hangUp);
			}
			return 'done';
		},

		async changeMode({ supervisor, monitored }, mode) {
			const leg = await findSpyChannel(ask, settings, supervisor, monitored);
			if (leg instanceof Failure) return leg;
			if (!parseChanSpyData(leg).options.includes('d')) return modeIsFixed(supervisor);
			const answer = await ask(actions.playDigit, [
				['Channel', leg.id],
				['Digit', modeDigits[mode]],
				// Without it the supervisor would hear the digit and nothing would change.
				['Receive', 'true'],
			]);
			if (answer instanceof Failure) return answer;
			if (answer instanceof Refusal) {
				return explain(answer.message, actions.playDigit, `extension ${supervisor}`);
			}
			return 'done';
		},
	};
}

/** The supervisor's leg of a running monitoring. */
async function findSpyChannel(
	ask: Ask,
	settings: DriverConfig,
	supervisor: string,
	monitored: string,
): Promise<Channel | Failure> {
	const all = await showChannels(ask);
	if (all instanceof Failure) return all;
	const legs = spyChannels(settings, supervisor, all);
	const leg = legs.find((one) => parseChanSpyData(one).device === phone(settings, monitored));
	if (leg) return leg;
	return new Failure(
		'refused',
		`Extension ${supervisor} does not monitor extension ${monitored}`,
		legs.length > 0
			? `It monitors another call: check 'Monitored Extension'.`
			: 'Start the monitoring first; it ends by itself with the call.',
	);
}

function notFree(supervisor: string, why: string): Failure {
	return new Failure(
		'refused',
		`Extension ${supervisor} is not free: it ${why}`,
		`Hang up ${supervisor} first, or choose another supervisor.`,
	);
}

function modeIsFixed(supervisor: string): Failure {
	return new Failure(
		'unsupported',
		`The mode in which ${supervisor} monitors cannot be changed`,
		"Start the monitoring with 'Allow Mode Change' on, or stop it and start it in the other mode.",
	);
}
