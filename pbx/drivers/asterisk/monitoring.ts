import type { Clock } from '../../model/clock';
import { Failure } from '../../model/failure';
import { calledSupervisor, doesNotMonitor } from '../../model/failures/monitoring';
import type {
	Monitoring,
	MonitorMode,
	RunningMonitoring,
	ShownMonitoring,
	StopRequest,
	Supervisor,
} from '../../model/monitoring';
import { showChannels, type Channel } from './callState/channels/channels';
import { hangUpChannel } from './callState/channels/hangUp';
import { askPhones, byName, type NumberOf } from './callState/phones';
import {
	allowsModeChange,
	channelsOfSupervisor,
	isRinging,
	isSpyChannel,
	isSpying,
	monitoredBy,
	promptChannelId,
	spyChannelId,
} from './callState/channels/spyChannels';
import { startMonitoring } from './monitoring/startMonitoring';
import { takeOver } from './monitoring/takeOver';
import { actions } from './wire/actions';
import type { Ask } from './wire/client';
import type { DriverConfig } from './wire/config';

/** The digit that a ChanSpy with `d` takes for the mode. */
const modeDigits: Record<MonitorMode, string> = { listen: '4', whisper: '5', bargeIn: '6' };

/** ChanSpy on the supervisor's phone, without anything in the dialplan. */
export function monitoring(ask: Ask, clock: Clock, config: DriverConfig): Monitoring {
	/** The hints are asked for only where names do not lead to a channel that monitors. */
	const findByNameOrHint = async (
		find: (numberOf: NumberOf) => Channel[],
		all: Channel[],
	): Promise<Channel[]> => {
		const named = find(byName(config));
		if (named.length > 0 || !all.some(isSpyChannel)) return named;
		return find(await askPhones(ask, config));
	};

	/** The supervisor's channels of a monitoring, those on the call before those that ring for it. */
	const legsOf = async (request: StopRequest, all: Channel[]): Promise<Channel[]> =>
		await findByNameOrHint((numberOf) => {
			const own = channelsOfSupervisor(config, numberOf, request, all);
			return [...own.filter(isSpying), ...own.filter(isRinging)].filter(
				(one) =>
					request.monitored === undefined || monitoredBy(numberOf, one) === request.monitored,
			);
		}, all);

	/** The channel by which the supervisor is on the call. */
	const answeredLeg = async (
		running: RunningMonitoring,
		all: Channel[],
	): Promise<Channel | Failure> => {
		const leg = (await legsOf(running, all)).find(isSpying);
		return leg ?? notMonitoring(config, running, all);
	};

	return {
		shows: 'whoMonitorsWhom',
		extras: ['supervisorIsNumber', 'beepToAgent', 'stopAfterMs'],

		start: async (request) =>
			await startMonitoring(ask, clock, config, spyChannelId(config, request.supervisor), request),

		whisperPrompt: async ({ number, ...request }) =>
			await startMonitoring(
				ask,
				clock,
				config,
				promptChannelId(config, number, request.monitored),
				{ ...request, mode: 'whisper', supervisor: number, supervisorIsNumber: true },
			),

		async monitoringsOf(supervisor) {
			const all = await showChannels(ask);
			if (all instanceof Failure) return all;
			const numberOf = all.some(isSpyChannel) ? await askPhones(ask, config) : byName(config);
			return shownMonitorings(config, numberOf, supervisor, all);
		},

		async stop(request) {
			const all = await showChannels(ask);
			if (all instanceof Failure) return all;
			const legs = await legsOf(request, all);
			if (legs.length === 0) return notMonitoring(config, request, all);
			for (const { id } of legs) {
				const ended = await hangUpChannel(ask, id, request.supervisor);
				if (ended instanceof Failure) return ended;
			}
			return 'done';
		},

		async changeMode(running, mode) {
			const all = await showChannels(ask);
			if (all instanceof Failure) return all;
			const channel = await answeredLeg(running, all);
			if (channel instanceof Failure) return channel;
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

		async takeOver(running) {
			const all = await showChannels(ask);
			if (all instanceof Failure) return all;
			const leg = await answeredLeg(running, all);
			if (leg instanceof Failure) return leg;
			return await takeOver(ask, clock, config, running, leg, all);
		},
	};
}

function shownMonitorings(
	config: DriverConfig,
	numberOf: NumberOf,
	supervisor: Supervisor,
	all: Channel[],
): ShownMonitoring[] {
	return channelsOfSupervisor(config, numberOf, supervisor, all).flatMap((one) => {
		const monitored = isSpying(one) || isRinging(one) ? monitoredBy(numberOf, one) : undefined;
		if (monitored === undefined) return [];
		return [{ monitored, state: isSpying(one) ? ('monitoring' as const) : ('ringing' as const) }];
	});
}

function notMonitoring(config: DriverConfig, request: StopRequest, all: Channel[]): Failure {
	const called = calledSupervisor(request);
	const own = channelsOfSupervisor(config, byName(config), request, all);
	return own.some(isSpying)
		? doesNotMonitor(called, request.monitored, {
				remedy: 'It monitors another call.',
				input: 'monitored',
			})
		: doesNotMonitor(called, request.monitored);
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
