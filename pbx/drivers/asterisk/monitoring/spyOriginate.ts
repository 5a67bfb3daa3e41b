import type { Clock } from '../../../model/clock';
import { Failure } from '../../../model/failure';
import { calledSupervisor } from '../../../model/failures/monitoring';
import { calledWords } from '../../../model/failures/words';
import type {
	MonitorMode,
	MonitorRequest,
	MonitoringStarted,
	RunningMonitoring,
} from '../../../model/monitoring';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import { phone, type DriverConfig } from '../wire/config';
import { showChannels, type Channel } from '../callState/channels/channels';
import { beepChannel } from '../callState/dialplan';
import { defaultRingTimeoutMs, newId, type Originate } from '../callState/originate';
import { isSpying, numberDevice, spyChannelPrefix } from '../callState/channels/spyChannels';

const callerNames: Record<MonitorMode, string> = {
	listen: 'Listen',
	whisper: 'Whisper',
	bargeIn: 'Barge-in',
};

/** What turns listening into the mode, among the options of ChanSpy. */
const modeOptions: Record<MonitorMode, string> = { listen: '', whisper: 'w', bargeIn: 'B' };

/** Headers by which most phones that allow it pick up automatically. */
const autoAnswer = [
	['Variable', 'PJSIP_HEADER(add,Call-Info)=<sip:127.0.0.1>;answer-after=0'],
	['Variable', 'PJSIP_HEADER(add,Alert-Info)=<http://127.0.0.1>;info=alert-autoanswer;delay=0'],
] as const;

/** ms that a phone may take longer than it may ring, from the order to the answer. */
const answerMarginMs = 5_000;

/** The call that brings the supervisor's phone into ChanSpy on exactly this channel. */
export function spyOriginate(
	config: DriverConfig,
	id: string,
	request: MonitorRequest,
	target: Channel,
): Originate {
	const { mode, supervisor, supervisorIsNumber, monitored, allowModeChange, stopAfterMs } = request;
	const { ringTimeoutMs = defaultRingTimeoutMs } = request;
	// u: exactly this channel; q: no beep; E and S: leave when there is nothing more to hear.
	const options = `uqES${modeOptions[mode]}${allowModeChange ? 'd' : ''}`;
	return {
		id,
		order: newId(''),
		called: calledSupervisor(request),
		ringTimeoutMs,
		fields: [
			[
				'Channel',
				supervisorIsNumber ? numberDevice(config, supervisor) : phone(config, supervisor),
			],
			['Application', 'ChanSpy'],
			['Data', `${target.name},${options}`],
			['CallerID', `"${callerNames[mode]} ${monitored}" <${monitored}>`],
			...(supervisorIsNumber ? [] : autoAnswer),
			...(stopAfterMs === undefined ? [] : [lastEnd(ringTimeoutMs + answerMarginMs + stopAfterMs)]),
		],
	};
}

/**
 * Ends the call even if we are gone when it is answered: the time counts from the first ring, so that it
 * holds the longest ringing as well.
 */
function lastEnd(ms: number): readonly ['Variable', string] {
	return ['Variable', `TIMEOUT(absolute)=${Math.ceil(ms / 1000)}`];
}

/** Lets the PBX end the call so many ms from now. */
export async function endAfter(ask: Ask, id: string, ms: number): Promise<Failure | undefined> {
	const answer = await ask(actions.absoluteTimeout, [
		['Channel', id],
		['Timeout', String(Math.round(ms / 1000))],
	]);
	return answer instanceof Failure ? answer : undefined;
}

/** Plays the PBX's beep to the monitored extension alone: whoever whispers it hears nobody. */
export async function beepTo(ask: Ask, target: Channel): Promise<Failure | undefined> {
	const answer = await ask(actions.originate, [
		['ChannelId', newId(spyChannelPrefix)],
		['Channel', beepChannel],
		['Application', 'ChanSpy'],
		['Data', `${target.name},uqESW`],
		['Timeout', String(beepTimeoutMs)],
	]);
	if (!(answer instanceof Failure)) return undefined;
	if (answer.kind !== 'refused') return answer;
	return new Failure(
		'refused',
		'The PBX did not play the beep to the agent',
		'Check the log of the PBX.',
		answer.pbxCode,
		'beepToAgent',
	);
}

/** ms within which the dialplan answers with the beep. */
const beepTimeoutMs = 5_000;

const pollIntervalMs = 100;
/** ChanSpy on a channel that is gone ends within 100 ms: it is looked for again after this time. */
const steadyMs = 200;
const maxPolls = 20;

/**
 * "Answered" is not "monitors": the call may have ended while the phone rang. Polls until the
 * supervisor's channel has run ChanSpy for a while beside a living call.
 * One look does not show for how long: the order is answered before ChanSpy begins, and it
 * joins the call 100 ms later.
 */
export async function confirmSpying(
	ask: Ask,
	clock: Clock,
	id: string,
	target: Channel,
	running: RunningMonitoring,
): Promise<MonitoringStarted | Failure> {
	let wasSpying = false;
	for (let n = 0; n < maxPolls; n += 1) {
		await clock.sleep(wasSpying ? steadyMs : pollIntervalMs);
		const all = await showChannels(ask);
		if (all instanceof Failure) return all;
		const spyChannel = all.find((one) => one.id === id);
		if (!spyChannel || !all.some(({ name }) => name === target.name)) {
			return callEnded(running);
		}
		if (!isSpying(spyChannel)) continue;
		if (wasSpying) return { result: 'monitoring' };
		wasSpying = true;
	}
	return new Failure(
		'refused',
		`${calledWords(calledSupervisor(running))} picked up, but the PBX did not put it on the call of ${running.monitored}`,
		'Check that the module app_chanspy is loaded on the PBX.',
	);
}

function callEnded(running: RunningMonitoring): Failure {
	const { monitored } = running;
	return new Failure(
		'refused',
		`${calledWords(calledSupervisor(running))} picked up, but left at once or the call of ${monitored} was over`,
		`Start when ${monitored} is in a call.`,
	);
}
