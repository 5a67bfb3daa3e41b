import type { Clock } from '../../clock';
import { Failure } from '../../failure';
import type { Monitoring, MonitoringOrder, MonitoringStarted, MonitorMode } from '../../pbx';
import { actions } from './actions';
import type { Ask } from './ask';
import { channelsOf, showChannels, type Channel } from './channels';
import { currentCall } from './currentCall';
import { monitoringOf, spyingOn } from './monitoringLegs';
import { newId } from './newId';
import { explain, isGone } from './refusals';
import { Refusal } from './reply';
import { defaultRingTime, hangUpOwn, ring, type OwnCall } from './ring';
import { phone, type Settings } from './settings';
import { conversation } from './talking';

const names: Record<MonitorMode, string> = {
	listen: 'Listen',
	whisper: 'Whisper',
	bargeIn: 'Barge-in',
};

/** What turns listening into the mode, among the options of ChanSpy. */
const modeOptions: Record<MonitorMode, string> = { listen: '', whisper: 'w', bargeIn: 'B' };

/** The digit that a ChanSpy with `d` takes for the mode. */
const modeDigits: Record<MonitorMode, string> = { listen: '4', whisper: '5', bargeIn: '6' };

/** ChanSpy on the supervisor's phone, without anything in the dialplan. */
export function monitoring(ask: Ask, clock: Clock, settings: Settings): Monitoring {
	return {
		async start(order) {
			const all = await showChannels(ask);
			if (all instanceof Failure) return all;
			const { supervisor, monitored } = order;
			if (channelsOf(settings, supervisor, all).length > 0) return notFree(supervisor);
			const target = await conversation(ask, monitored, channelsOf(settings, monitored, all));
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

function callToSupervisor(
	settings: Settings,
	{ mode, supervisor, monitored, ringTime = defaultRingTime, modeChange }: MonitoringOrder,
	target: Channel,
): OwnCall {
	// u: exactly this channel; q: no beep; E and S: leave when there is nothing more to hear.
	const options = `uqES${modeOptions[mode]}${modeChange === 'allowed' ? 'd' : ''}`;
	return {
		id: newId(),
		extension: supervisor,
		ringTime,
		fields: [
			['Channel', phone(settings, supervisor)],
			['Application', 'ChanSpy'],
			['Data', `${target.name},${options}`],
			['CallerID', `"${names[mode]} ${monitored}" <${monitored}>`],
			...autoAnswer(settings),
		],
	};
}

/** Headers by which most phones that allow it pick up by themselves. */
function autoAnswer({ technology }: Settings): Array<readonly ['Variable', string]> {
	const headers = [
		['Call-Info', '<sip:127.0.0.1>;answer-after=0'],
		['Alert-Info', '<http://127.0.0.1>;info=alert-autoanswer;delay=0'],
	] as const;
	return headers.map(([name, value], n) => [
		'Variable',
		technology === 'PJSIP'
			? `PJSIP_HEADER(add,${name})=${value}`
			: `SIPADDHEADER0${n + 1}=${name}: ${value}`,
	]);
}

const look = 100;
/** ChanSpy on a channel that is gone ends within 100 ms. */
const steadyAfter = 3;
const mostLooks = 20;

/**
 * "Answered" is not "monitors": the call may have ended while the phone rang. Looks until the
 * supervisor's leg has run ChanSpy for a while beside a living call.
 */
async function confirm(
	ask: Ask,
	clock: Clock,
	id: string,
	target: Channel,
	{ supervisor, monitored }: MonitoringOrder,
): Promise<MonitoringStarted | Failure> {
	let seen = 0;
	for (let n = 0; n < mostLooks; n += 1) {
		await clock.sleep(look);
		const all = await showChannels(ask);
		if (all instanceof Failure) return all;
		const leg = all.find((one) => one.id === id);
		if (!leg || !all.some(({ name }) => name === target.name)) {
			return callEnded(supervisor, monitored);
		}
		if (leg.application === 'ChanSpy') seen += 1;
		if (seen === steadyAfter) return { result: 'onTheLine' };
	}
	return new Failure(
		'refused',
		`Extension ${supervisor} picked up, but the PBX did not put it on the call of ${monitored}`,
		'Check that the module app_chanspy is loaded on the PBX.',
	);
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

function notFree(supervisor: string): Failure {
	return new Failure(
		'refused',
		`Extension ${supervisor} is not free: it has a call`,
		`Hang up ${supervisor} first, or choose another supervisor.`,
	);
}

function callEnded(supervisor: string, monitored: string): Failure {
	return new Failure(
		'refused',
		`Extension ${supervisor} picked up, but left at once or the call of ${monitored} was over`,
		`Start when ${monitored} is in a call.`,
	);
}

function modeIsFixed(supervisor: string): Failure {
	return new Failure(
		'refused',
		`The mode in which ${supervisor} monitors cannot be changed`,
		"Start the monitoring with 'Allow Mode Change' on, or stop it and start it in the other mode.",
	);
}
