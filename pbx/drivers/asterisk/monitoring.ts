import type { Clock } from '../../clock';
import { Failure } from '../../failure';
import type { Monitoring, MonitoringOrder, MonitoringStarted, MonitorMode } from '../../pbx';
import { actions } from './actions';
import type { Ask } from './ask';
import { calledAlone } from './calledAlone';
import { channelsOf, showChannels, type Channel } from './channels';
import { confirm } from './confirm';
import { currentCall } from './currentCall';
import { monitoringOf, spyingOn } from './monitoringLegs';
import { explain, isGone } from './refusals';
import { Refusal } from './reply';
import { hangUpOwn, ring } from './ring';
import { phone, type Settings } from './settings';
import { callToSupervisor } from './supervisorCall';
import { conversation } from './talking';

/** The digit that a ChanSpy with `d` takes for the mode. */
const modeDigits: Record<MonitorMode, string> = { listen: '4', whisper: '5', bargeIn: '6' };

/** ChanSpy on the supervisor's phone, without anything in the dialplan. */
export function monitoring(ask: Ask, clock: Clock, settings: Settings): Monitoring {
	const start = async (order: MonitoringOrder): Promise<MonitoringStarted | Failure> => {
		const all = await showChannels(ask);
		if (all instanceof Failure) return all;
		const { supervisor, monitored } = order;
		if (channelsOf(settings, supervisor, all).length > 0) return notFree(supervisor, 'has a call');
		const target = await conversation(ask, settings, monitored, all);
		if (target instanceof Failure) return target;

		const call = callToSupervisor(settings, order, target);
		const answered = await ring(ask, clock, call);
		if (answered instanceof Failure) return answered;
		const monitors = await confirm(ask, clock, call.id, target, order);
		if (!(monitors instanceof Failure)) {
			return { ...monitors, call: currentCall(settings, target, all) };
		}
		await hangUpOwn(ask, call.id);
		return monitors;
	};

	return {
		shows: 'whoMonitorsWhom',

		async start(order) {
			const { supervisor } = order;
			const line = `${settings.origin}${settings.path} ${phone(settings, supervisor)}`;
			const started = await calledAlone(line, async () => await start(order));
			return started === 'beingCalled' ? notFree(supervisor, 'is being called') : started;
		},

		async stop({ supervisor, monitored }) {
			const leg = await runningLeg(ask, settings, supervisor, monitored);
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
			const leg = await runningLeg(ask, settings, supervisor, monitored);
			if (leg instanceof Failure) return leg;
			if (!spyingOn(leg).options.includes('d')) return modeIsFixed(supervisor);
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
async function runningLeg(
	ask: Ask,
	settings: Settings,
	supervisor: string,
	monitored: string,
): Promise<Channel | Failure> {
	const all = await showChannels(ask);
	if (all instanceof Failure) return all;
	const legs = monitoringOf(settings, supervisor, all);
	const leg = legs.find((one) => spyingOn(one).device === phone(settings, monitored));
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
		'notOffered',
		`The mode in which ${supervisor} monitors cannot be changed`,
		"Start the monitoring with 'Allow Mode Change' on, or stop it and start it in the other mode.",
	);
}
