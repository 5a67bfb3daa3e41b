import type { TransferProgress, TransferStep } from '../../../model/calls';
import type { Clock } from '../../../model/clock';
import { Failure } from '../../../model/failure';
import { mayHaveActed } from '../../../model/failures/general';
import { activeChannel } from '../callState/channels/activeChannel';
import { showChannels, type Channel } from '../callState/channels/channels';
import { consultationOf } from '../callState/channels/consultation';
import { conversationOf } from '../callState/channels/conversation';
import { hangUpChannel } from '../callState/channels/hangUp';
import { notDiallable } from '../callState/dialplan';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import type { DriverConfig } from '../wire/config';

const pollIntervalMs = 250;

/** Asterisk enters the feature code and the number as if on the phone, and may wait 3 s for more digits. */
const maxPolls = 32;

/**
 * The attended transfer of features.conf. Its two actions only queue a feature code, which the PBX
 * ignores in a call that was dialled without the options t or T: hence the look at the channels.
 */
export async function attendedTransfer(
	ask: Ask,
	clock: Clock,
	config: DriverConfig,
	extension: string,
	step: TransferStep,
): Promise<TransferProgress | Failure> {
	if (step.step === 'start') return await start(ask, clock, config, extension, step.to);
	const all = await showChannels(ask);
	if (all instanceof Failure) return all;
	const own = await activeChannel(ask, config, extension, all);
	if (own instanceof Failure) return own;
	const consultation = consultationOf(own, all);
	if (consultation === undefined) return notConsulting(extension);
	if (step.step === 'cancel') return await cancel(ask, clock, extension, own);
	if (consultation === 'ringing') return notAnswered(extension);
	const ended = await hangUpChannel(ask, own.name, extension);
	return ended === 'gone' ? 'done' : ended;
}

async function start(
	ask: Ask,
	clock: Clock,
	config: DriverConfig,
	extension: string,
	to: string,
): Promise<TransferProgress | Failure> {
	const call = await conversationOf(ask, config, extension);
	if (call instanceof Failure) return call;
	const refused = await notDiallable(ask, config, to);
	if (refused) return refused;
	const fields = [
		['Channel', call.own.name],
		['Context', config.context],
		['Exten', to],
	] as const;
	const answer = await ask(actions.attendedTransfer, fields, extension);
	if (answer instanceof Failure) return answer;
	const began = await seen(ask, clock, (all) => {
		const own = all.find(({ name }) => name === call.own.name);
		return own !== undefined && consultationOf(own, all) !== undefined;
	});
	if (began instanceof Failure) return began;
	if (began) return 'consulting';
	return mayHaveActed(
		new Failure(
			'refused',
			`The PBX did not connect extension ${extension} with ${to}`,
			'The number may be busy. If it never works, the dialplan must allow transfers in this call (options t and T of Dial), and features.conf needs atxfer.',
		),
	);
}

async function cancel(
	ask: Ask,
	clock: Clock,
	extension: string,
	own: Channel,
): Promise<TransferProgress | Failure> {
	const answer = await ask(actions.cancelTransfer, [['Channel', own.name]], extension);
	if (answer instanceof Failure) return answer;
	const isBack = await seen(ask, clock, (all) => {
		const now = all.find(({ name }) => name === own.name);
		return now === undefined || consultationOf(now, all) === undefined;
	});
	if (isBack instanceof Failure) return isBack;
	if (isBack) return 'done';
	return mayHaveActed(
		new Failure(
			'refused',
			`The PBX did not cancel the attended transfer of extension ${extension}`,
			'Cancel it on the phone.',
		),
	);
}

/** Whether the channels show it in time. */
async function seen(
	ask: Ask,
	clock: Clock,
	holds: (all: Channel[]) => boolean,
): Promise<boolean | Failure> {
	for (let n = 0; n < maxPolls && !clock.cancelled(); n += 1) {
		await clock.sleep(pollIntervalMs);
		const all = await showChannels(ask);
		if (all instanceof Failure) return mayHaveActed(all);
		if (holds(all)) return true;
	}
	return false;
}

function notAnswered(extension: string): Failure {
	return new Failure(
		'refused',
		`The target of the attended transfer of extension ${extension} has not answered yet`,
		'Complete it when the two talk, or cancel it.',
	);
}

/** A step of an attended transfer that was not started, or is over. */
function notConsulting(extension: string): Failure {
	return new Failure(
		'refused',
		`Extension ${extension} has no attended transfer under way`,
		'Start it first. It also ends when the target does not answer.',
	);
}
