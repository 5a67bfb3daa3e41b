import { Failure, type Done } from '../../model/failure';
import { mayHaveActed } from '../../model/failures/general';
import type { Recordings } from '../../model/records';
import { activeChannel } from './callState/channels/activeChannel';
import { showChannels } from './callState/channels/channels';
import { actions } from './wire/actions';
import type { Ask } from './wire/client';
import type { DriverConfig } from './wire/config';
import { explain, isGone } from './wire/errors';
import { Refusal } from './wire/reply';

const nothingToMute = 'Cannot set mute flag';

/** MixMonitor writes silence while it is paused. The file stays on the PBX: AMI cannot download it. */
export function recordings(ask: Ask, config: DriverConfig): Recordings {
	const muting = (state: '1' | '0') => async (extension: string) =>
		await muteRecordings(ask, config, extension, state);
	return { pause: muting('1'), resume: muting('0') };
}

/** A dialplan may record at either end or at both, and no channel shows where: each of the call is asked. */
async function muteRecordings(
	ask: Ask,
	config: DriverConfig,
	extension: string,
	state: '1' | '0',
): Promise<Done | Failure> {
	const all = await showChannels(ask);
	if (all instanceof Failure) return all;
	const own = await activeChannel(ask, config, extension, all);
	if (own instanceof Failure) return own;
	const ofTheCall = all.filter((one) => one.callId === own.callId && one.state === 'up');
	let found = false;
	for (const { name } of ofTheCall) {
		const answer = await ask.raw(actions.muteRecording, [
			['Channel', name],
			['Direction', 'both'],
			['State', state],
		]);
		if (answer instanceof Failure) return found ? mayHaveActed(answer) : answer;
		if (!(answer instanceof Refusal)) found = true;
		else if (answer.message !== nothingToMute && !isGone(answer.message)) {
			return explain(answer.message, actions.muteRecording, extension);
		}
	}
	return found ? 'done' : notRecorded(extension);
}

/** A call that nobody records. */
function notRecorded(extension: string): Failure {
	return new Failure(
		'refused',
		`The call of extension ${extension} is not being recorded`,
		'Check on the PBX which calls it records.',
		nothingToMute,
	);
}
