import type { Parked } from '../../../model/calls';
import type { Clock } from '../../../model/clock';
import { Failure } from '../../../model/failure';
import { mayHaveActed } from '../../../model/failures/general';
import { isActive, showChannels } from '../callState/channels/channels';
import { conversationOf, type Conversation } from '../callState/channels/conversation';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import type { DriverConfig } from '../wire/config';

const pollIntervalMs = 100;
const maxPolls = 10;

/** Parks the other party in its parking lot. After the lot's time, the PBX calls the extension back. */
export async function park(
	ask: Ask,
	clock: Clock,
	config: DriverConfig,
	extension: string,
): Promise<Parked | Failure> {
	const call = await conversationOf(ask, config, extension);
	if (call instanceof Failure) return call;
	const fields = [
		['Channel', call.other.name],
		['TimeoutChannel', call.own.name],
	] as const;
	const answer = await ask(actions.park, fields, extension);
	return answer instanceof Failure ? answer : await parked(ask, clock, extension, call);
}

/** The reply names no slot, and is "Park successful" also where the lot is full and nothing happens. */
async function parked(
	ask: Ask,
	clock: Clock,
	extension: string,
	{ own, other }: Conversation,
): Promise<Parked | Failure> {
	for (let n = 0; n < maxPolls; n += 1) {
		const answer = await ask(actions.parkedCalls);
		if (answer instanceof Failure) return mayHaveActed(answer);
		const row = answer.items.find(({ parkeechannel }) => parkeechannel === other.name);
		if (row) return { result: 'done', parkingSlot: row.parkingspace || undefined };
		await clock.sleep(pollIntervalMs);
	}
	const all = await showChannels(ask);
	if (all instanceof Failure) return mayHaveActed(all);
	const stillTalks = all.some((one) => one.name === own.name && isActive(one));
	// Somebody has picked it up already, or it is over.
	if (!stillTalks) return { result: 'done' };
	return new Failure(
		'refused',
		`The PBX did not park the call of extension ${extension}`,
		'Check on the PBX whether a slot of its parking lot is free.',
	);
}
