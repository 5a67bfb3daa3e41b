import { Failure } from '../../../../model/failure';
import { notInCall, severalOtherParties } from '../../../../model/failures/extensions';
import type { Ask } from '../../wire/client';
import type { DriverConfig } from '../../wire/config';
import { activeChannel } from './activeChannel';
import { otherParties } from './parties';
import { showChannels, type Channel } from './channels';

/** The two ends of the conversation that an extension is having. */
export interface Conversation {
	own: Channel;
	other: Channel;
}

/** The conversation of the extension, if it has one with exactly one other party. */
export async function conversationOf(
	ask: Ask,
	config: DriverConfig,
	extension: string,
): Promise<Conversation | Failure> {
	const all = await showChannels(ask);
	if (all instanceof Failure) return all;
	const own = await activeChannel(ask, config, extension, all);
	if (own instanceof Failure) return own;
	const others = otherParties(own, all);
	const [other] = others;
	if (other === undefined) return notInCall(extension, { detail: ' with one other party' });
	if (others.length === 1) return { own, other };
	return severalOtherParties(extension, others.length, 'Run it again when one of them has left.');
}
