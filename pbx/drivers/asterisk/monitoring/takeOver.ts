import type { Clock } from '../../../model/clock';
import { Failure } from '../../../model/failure';
import { calledSupervisor } from '../../../model/failures/monitoring';
import { calledWords } from '../../../model/failures/words';
import type { RunningMonitoring, TakenOver } from '../../../model/monitoring';
import { isActive, isEndpoint, showChannels, type Channel } from '../callState/channels/channels';
import { hangUpChannel } from '../callState/channels/hangUp';
import { currentCall, partnerOf } from '../callState/channels/parties';
import { byName } from '../callState/phones';
import { spiedOn } from '../callState/channels/spyChannels';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import type { DriverConfig } from '../wire/config';

/** ms between two looks, and how many there are, until the two talk and the agent is out of the call. */
const pollIntervalMs = 200;
const maxPolls = 10;

/**
 * Puts the supervisor and the customer into a bridge of their own, which takes the customer away from the
 * agent. `leg`: the channel by which the supervisor monitors.
 */
export async function takeOver(
	ask: Ask,
	clock: Clock,
	config: DriverConfig,
	running: RunningMonitoring,
	leg: Channel,
	all: Channel[],
): Promise<TakenOver | Failure> {
	const agent = all.find(({ name, id }) => [name, id].includes(spiedOn(leg)));
	const customer = agent && onlyPartner(agent, all);
	if (customer === undefined) return notOneCustomer(running);
	const own = running.supervisorIsNumber ? farEnd(leg, all) : leg;
	if (own === undefined) return noPhone(running);
	const named = running.supervisorIsNumber ? undefined : await nameAgain(ask, own, running);
	if (named instanceof Failure) return named;
	const bridged = await ask(
		actions.bridge,
		[
			['Channel1', own.name],
			['Channel2', customer.name],
		],
		running.supervisor,
	);
	if (bridged instanceof Failure) return bridged;
	for (let n = 0; n < maxPolls; n += 1) {
		await clock.sleep(pollIntervalMs, true);
		const now = await showChannels(ask);
		if (now instanceof Failure) return notShown(running);
		const [mine, theirs] = [own, customer].map(({ name }) => now.find((one) => one.name === name));
		if (!mine || !theirs) return notShown(running);
		if (!isActive(mine) || mine.bridge !== theirs.bridge) continue;
		const left = now.find(({ name }) => name === agent?.name);
		if (left === undefined) return { call: currentCall(byName(config), mine, now) };
		// The dialplan goes on with an agent who has called the customer, as after a call that has ended.
		if (n < maxPolls - 1) continue;
		const ended = await hangUpChannel(ask, left.id, running.monitored);
		return ended instanceof Failure ? ended : { call: currentCall(byName(config), mine, now) };
	}
	return notShown(running);
}

/** The phone was called as `Whisper 1002`, and the customer's display would show it by that. */
async function nameAgain(ask: Ask, own: Channel, { supervisor }: RunningMonitoring) {
	return await ask(actions.setVariable, [
		['Channel', own.name],
		['Variable', 'CALLERID(all)'],
		['Value', `<${supervisor}>`],
	]);
}

/** The other party; undefined in a conference, where there are several. */
function onlyPartner(agent: Channel, all: Channel[]): Channel | undefined {
	const together = all.filter(
		(one) => one !== agent && one.bridge !== '' && one.bridge === agent.bridge && isEndpoint(one),
	);
	return together.length > 1 ? undefined : partnerOf(agent, all);
}

/** The phone that answered at a number: it talks to the other half of the channel that monitors. */
function farEnd({ id }: Channel, all: Channel[]): Channel | undefined {
	const half = all.find((one) => one.id === `${id};2`);
	return half && partnerOf(half, all);
}

function notOneCustomer({ monitored }: RunningMonitoring): Failure {
	return new Failure(
		'refused',
		`The call of extension ${monitored} cannot be taken over: it does not have exactly one other party`,
		'Take over a call of two, not a conference.',
		undefined,
		'monitored',
	);
}

function noPhone({ supervisor }: RunningMonitoring): Failure {
	return new Failure(
		'refused',
		`Number ${supervisor} cannot take a call over: the PBX itself has answered there, and no phone`,
		'Only somebody at a phone can take a call over.',
		undefined,
		'supervisor',
	);
}

function notShown(running: RunningMonitoring): Failure {
	return new Failure(
		'outcomeUnknown',
		`${calledWords(calledSupervisor(running))} took over the call of ${running.monitored}, but the PBX does not show it`,
		'Check who is in the call before you try again.',
	);
}
