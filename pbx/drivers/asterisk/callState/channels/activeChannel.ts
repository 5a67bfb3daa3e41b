import { asKind, Failure } from '../../../../model/failure';
import { notInCall } from '../../../../model/failures/extensions';
import { pbxText } from '../../../../http/pbxText';
import { actions } from '../../wire/actions';
import type { Ask } from '../../wire/client';
import { channelsOf, isActive, type Channel } from './channels';
import { isTalking } from './parties';
import { Refusal } from '../../wire/reply';
import { technology, type DriverConfig } from '../../wire/config';
import { askPhones, byName } from '../phones';

/**
 * The conversation that an extension is having now. Of several, one that its phone does not hold; of
 * these, the newest.
 */
export async function activeChannel(
	ask: Ask,
	config: DriverConfig,
	extension: string,
	all: Channel[],
): Promise<Channel | Failure> {
	const named = channelsOf(byName(config), extension, all);
	// Only where its own phone is in no call: one of its further devices may be.
	const channels =
		named.some((one) => isTalking(one, all)) || !all.some(isActive)
			? named
			: channelsOf(await askPhones(ask, config), extension, all);
	const conversations = channels.filter((one) => isTalking(one, all)).sort(newestFirst);
	const [newest] = conversations;
	if (newest === undefined) return noActiveCall(extension, channels, all);
	if (conversations.length === 1) return newest;
	for (const one of conversations) {
		const holding = await isHeld(ask, one);
		if (holding instanceof Failure) return holding;
		if (!holding) return one;
	}
	return newest;
}

/** Whether the phone itself put the call on hold. Older channel drivers do not report it. */
async function isHeld(ask: Ask, { name }: Channel): Promise<boolean | Failure> {
	const answer = await ask.raw(actions.getVariable, [
		['Channel', name],
		['Variable', 'CHANNEL(rtp,hold)'],
	]);
	if (answer instanceof Failure) return answer;
	return !(answer instanceof Refusal) && answer.fields.value === '1';
}

/** Names of one device's channels end in a growing number of fixed length. */
function newestFirst(a: Channel, b: Channel): number {
	return a.name < b.name ? 1 : -1;
}

function noActiveCall(extension: string, channels: Channel[], all: Channel[]): Failure {
	if (channels.length === 0) {
		const other = similarDevice(extension, all);
		return other ? otherDevice(extension, other) : notInCall(extension);
	}
	const alone = channels.find(({ state }) => state === 'up');
	return notInCall(extension, { detail: alone ? whyAlone(alone) : ': its call still rings' });
}

/** Asterisk goes on to show a parked call in the application that it was in before. */
function whyAlone({ application, bridge }: Channel): string {
	const isParked = bridge !== '' && application !== 'ConfBridge';
	if (isParked) return ': no other party is in its call, which may be parked';
	return application === ''
		? ': its call still rings'
		: `: it is connected to ${pbxText(application)} and to no other party`;
}

/** A phone with the extension's number that is not the one which the credential describes. */
function similarDevice(extension: string, all: Channel[]): Channel | undefined {
	return all.find(
		(one) =>
			isActive(one) &&
			one.device.endsWith(extension) &&
			/\D$/.test(one.device.slice(0, -extension.length)),
	);
}

function otherDevice(extension: string, { device }: Channel): Failure {
	const shown = pbxText(device);
	const [seen] = shown.split('/', 1);
	const isTenant = seen === technology;
	const failure = notInCall(extension, {
		detail: `, but ${shown} is`,
		remedy: isTenant
			? 'Phones of a tenant have a prefix.'
			: `Phones of ${seen === 'SIP' ? 'the old chan_sip' : seen} are not supported, only those of ${technology}.`,
		input: isTenant ? 'tenantPrefix' : undefined,
	});
	// Another try would not help.
	return asKind(failure, 'refused');
}
