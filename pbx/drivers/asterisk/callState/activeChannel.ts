import { Failure } from '../../../model/failure';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import { channelsOf, isActive, type Channel } from './channels';
import { Refusal } from '../wire/reply';
import type { DriverConfig } from '../wire/config';

/**
 * The conversation that an extension is having now. Of several, one that its phone does not hold; of
 * these, the newest.
 */
export async function activeChannel(
	ask: Ask,
	settings: DriverConfig,
	extension: string,
	all: Channel[],
): Promise<Channel | Failure> {
	const channels = channelsOf(settings, extension, all);
	const conversations = channels.filter(isActive).sort(newestFirst);
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

/** Whether the phone itself put the call on hold. Older channel drivers do not tell. */
export async function isHeld(ask: Ask, { name }: Channel): Promise<boolean | Failure> {
	const answer = await ask(actions.getVariable, [
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
	const remedy = `Start when ${extension} has answered a call.`;
	const noCall = (message: string) => new Failure('notInCall', message, remedy);
	if (channels.length === 0) {
		const other = similarDevice(extension, all);
		if (other) return otherDevice(extension, other);
		return noCall(`Extension ${extension} is not in a call`);
	}
	const inApplication = channels.find(({ state }) => state === 'up');
	if (inApplication?.application) {
		return noCall(
			`Extension ${extension} talks to nobody: its call is in ${inApplication.application}`,
		);
	}
	return noCall(`Extension ${extension} is not in a call yet: its call still rings`);
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
	return new Failure(
		'refused',
		`Extension ${extension} is not in a call, but ${device} is`,
		"If that is its phone, correct the 'Tenant Prefix' in the credential; phones of the old chan_sip are not supported.",
	);
}
