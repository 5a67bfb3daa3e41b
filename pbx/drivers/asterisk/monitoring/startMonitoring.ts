import type { Clock } from '../../../model/clock';
import { Failure } from '../../../model/failure';
import { notIdle } from '../../../model/failures/extensions';
import { calledSupervisor } from '../../../model/failures/monitoring';
import { calledWords } from '../../../model/failures/words';
import type { MonitorRequest, MonitoringStarted } from '../../../model/monitoring';
import { activeChannel } from '../callState/channels/activeChannel';
import { channelsOf, showChannels } from '../callState/channels/channels';
import { hangUpChannel } from '../callState/channels/hangUp';
import { currentCall } from '../callState/channels/parties';
import { noBeep, notDiallable } from '../callState/dialplan';
import { hangUpOriginated, oneCallAtATime, originate } from '../callState/originate';
import { byName, whyNotCalled } from '../callState/phones';
import { forgottenCall } from '../callState/channels/spyChannels';
import { beepTo, confirmSpying, endAfter, spyOriginate } from './spyOriginate';
import type { Ask } from '../wire/client';
import { phone, type DriverConfig } from '../wire/config';

/** Calls the supervisor by this channel id, and puts them on the call of the monitored extension. */
export async function startMonitoring(
	ask: Ask,
	clock: Clock,
	config: DriverConfig,
	id: string,
	request: MonitorRequest,
): Promise<MonitoringStarted | Failure> {
	const pbx = `${config.origin}${config.path} ${phone(config, '')}`;
	return await oneCallAtATime(
		pbx,
		id,
		calledSupervisor(request),
		async () => await start(ask, clock, config, id, request),
	);
}

async function start(
	ask: Ask,
	clock: Clock,
	config: DriverConfig,
	id: string,
	request: MonitorRequest,
): Promise<MonitoringStarted | Failure> {
	const shown = await showChannels(ask);
	if (shown instanceof Failure) return shown;
	const { supervisor, supervisorIsNumber, monitored } = request;
	const called = calledSupervisor(request);
	const forgotten = forgottenCall(id, shown);
	const ended = forgotten && (await hangUpChannel(ask, forgotten.id, supervisor));
	if (ended instanceof Failure) return ended;
	const all = shown.filter((one) => one !== forgotten);
	const own = supervisorIsNumber ? [] : channelsOf(byName(config), supervisor, all);
	if (own.length > 0 || all.some((one) => one.id === id)) {
		return notIdle(called, { detail: ': it has a call', input: 'supervisor' });
	}
	const target = await activeChannel(ask, config, monitored, all);
	if (target instanceof Failure) return target;
	const impossible = await whyImpossible(ask, config, request);
	if (impossible) return impossible;

	const call = spyOriginate(config, id, request, target);
	const answered = await originate(ask, clock, call);
	if (answered instanceof Failure) {
		return supervisorIsNumber ? answered : await whyNotCalled(ask, config, supervisor, answered);
	}
	const confirmed = await confirmSpying(ask, clock, call.id, target, request);
	if (confirmed instanceof Failure) {
		await hangUpOriginated(ask, clock, call);
		return confirmed;
	}
	const { stopAfterMs, beepToAgent } = request;
	const unfulfilled =
		(stopAfterMs === undefined ? undefined : await endAfter(ask, id, stopAfterMs)) ??
		(beepToAgent ? await beepTo(ask, target) : undefined);
	if (unfulfilled) {
		await hangUpOriginated(ask, clock, call);
		return takenOffAgain(request, unfulfilled);
	}
	return { ...confirmed, call: currentCall(byName(config), target, all) };
}

/** What the request asked for besides could not be had: a supervisor without it is not wanted. */
function takenOffAgain(request: MonitorRequest, reason: Failure): Failure {
	const { kind, message, remedy, pbxCode, input } = reason;
	const supervisor = calledWords(calledSupervisor(request));
	return new Failure(
		kind,
		`${supervisor} was taken off the call of ${request.monitored} again: ${message}`,
		remedy,
		pbxCode,
		input,
	);
}

/** What the dialplan has not, although the request needs it. */
async function whyImpossible(
	ask: Ask,
	config: DriverConfig,
	{ supervisor, supervisorIsNumber, beepToAgent }: MonitorRequest,
): Promise<Failure | undefined> {
	const undiallable = supervisorIsNumber ? await notDiallable(ask, config, supervisor) : undefined;
	return undiallable ?? (beepToAgent ? await noBeep(ask) : undefined);
}
