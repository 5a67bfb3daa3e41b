import type { Clock } from '../../model/clock';
import { Failure } from '../../model/failure';
import { doesNotMonitor, notIdle } from '../../model/failures';
import type {
	Monitoring,
	MonitorMode,
	MonitorRequest,
	MonitoringStarted,
	RunningMonitoring,
} from '../../model/monitoring';
import { activeChannel } from './callState/activeChannel';
import {
	channelsOf,
	currentCall,
	hangUpChannel,
	showChannels,
	type Channel,
} from './callState/channels';
import { hangUpOriginated, oneCallAtATime, originate } from './callState/originate';
import { askPhones, byName, whyNotCalled, type NumberOf } from './callState/phones';
import {
	allowsModeChange,
	confirmSpying,
	forgottenCall,
	isSpyChannel,
	monitoredBy,
	ringingSpyChannels,
	spyChannels,
	spyOriginate,
} from './callState/spyChannels';
import { actions } from './wire/actions';
import type { Ask } from './wire/client';
import { phone, type DriverConfig } from './wire/config';

/** The digit that a ChanSpy with `d` takes for the mode. */
const modeDigits: Record<MonitorMode, string> = { listen: '4', whisper: '5', bargeIn: '6' };

/** ChanSpy on the supervisor's phone, without anything in the dialplan. */
export function monitoring(ask: Ask, clock: Clock, config: DriverConfig): Monitoring {
	const start = async (request: MonitorRequest): Promise<MonitoringStarted | Failure> => {
		const shown = await showChannels(ask);
		if (shown instanceof Failure) return shown;
		const { supervisor, monitored } = request;
		const forgotten = forgottenCall(config, supervisor, shown);
		const ended = forgotten && (await hangUpChannel(ask, forgotten.id, supervisor));
		if (ended instanceof Failure) return ended;
		const all = shown.filter((one) => one !== forgotten);
		if (channelsOf(byName(config), supervisor, all).length > 0) {
			return notIdle(supervisor, { detail: ': it has a call', input: 'supervisor' });
		}
		const target = await activeChannel(ask, config, monitored, all);
		if (target instanceof Failure) return target;

		const call = spyOriginate(config, request, target);
		const answered = await originate(ask, clock, call);
		if (answered instanceof Failure) return await whyNotCalled(ask, config, supervisor, answered);
		const confirmed = await confirmSpying(ask, clock, call.id, target, request);
		if (!(confirmed instanceof Failure)) {
			return { ...confirmed, call: currentCall(byName(config), target, all) };
		}
		await hangUpOriginated(ask, clock, call);
		return confirmed;
	};

	/** The hints are asked for only where names do not lead to a channel that monitors. */
	const findByNameOrHint = async (
		find: (numberOf: NumberOf) => Channel[],
		all: Channel[],
	): Promise<Channel | undefined> => {
		const [named] = find(byName(config));
		if (named !== undefined || !all.some(isSpyChannel)) return named;
		return find(await askPhones(ask, config))[0];
	};

	return {
		shows: 'whoMonitorsWhom',

		async start(request) {
			const pbx = `${config.origin}${config.path} ${phone(config, '')}`;
			return await oneCallAtATime(pbx, request.supervisor, async () => await start(request));
		},

		async stop(running) {
			const all = await showChannels(ask);
			if (all instanceof Failure) return all;
			const find = (numberOf: NumberOf) => [
				...spyChannelsOn(numberOf, running, all),
				...ringingSpyChannels(numberOf, running, all),
			];
			const channel = await findByNameOrHint(find, all);
			if (!channel) return notMonitoring(config, running, all);
			const ended = await hangUpChannel(ask, channel.id, running.supervisor);
			return ended === 'gone' ? 'done' : ended;
		},

		async changeMode(running, mode) {
			const all = await showChannels(ask);
			if (all instanceof Failure) return all;
			const find = (numberOf: NumberOf) => spyChannelsOn(numberOf, running, all);
			const channel = await findByNameOrHint(find, all);
			if (!channel) return notMonitoring(config, running, all);
			if (!allowsModeChange(channel)) return modeIsFixed(running.supervisor);
			const fields = [
				['Channel', channel.id],
				['Digit', modeDigits[mode]],
				// Without it the supervisor would hear the digit and nothing would change.
				['Receive', 'true'],
			] as const;
			const answer = await ask(actions.playDigit, fields, running.supervisor);
			return answer instanceof Failure ? answer : 'done';
		},
	};
}

/** The supervisor's channels of a monitoring that was answered. */
function spyChannelsOn(
	numberOf: NumberOf,
	{ supervisor, monitored }: RunningMonitoring,
	all: Channel[],
): Channel[] {
	return spyChannels(numberOf, supervisor, all).filter(
		(channel) => monitoredBy(numberOf, channel) === monitored,
	);
}

function notMonitoring(
	config: DriverConfig,
	{ supervisor, monitored }: RunningMonitoring,
	all: Channel[],
): Failure {
	return spyChannels(byName(config), supervisor, all).length === 0
		? doesNotMonitor(supervisor, monitored)
		: doesNotMonitor(supervisor, monitored, {
				remedy: 'It monitors another call.',
				input: 'monitored',
			});
}

function modeIsFixed(supervisor: string): Failure {
	return new Failure(
		'unsupported',
		`The mode in which ${supervisor} monitors cannot be changed`,
		'Allow the change when the monitoring starts, or stop it and start it in the other mode.',
		undefined,
		'allowModeChange',
	);
}
