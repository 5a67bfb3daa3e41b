import { Failure } from '../../../../model/failure';
import { actions } from '../../wire/actions';
import type { Ask } from '../../wire/client';
import { readChannels, type Channel } from './channels';

/**
 * Whether a channel waits because another party of its call holds it. Never `CHANNEL(rtp,hold)` here:
 * Status locks each channel, and the SIP thread that would have to read it may be waiting for the same
 * lock; Asterisk then freezes.
 */
const onHold = 'CHANNEL(onhold)';

export interface ChannelStatus {
	/** Every channel of the PBX. */
	all: Channel[];
	/** Ids of the calls in which a channel waits; undefined where the PBX does not say. */
	held: ReadonlySet<string> | undefined;
}

/** Every channel of the PBX, and which calls are on hold. */
export async function showStatus(ask: Ask): Promise<ChannelStatus | Failure> {
	const answer = await ask(actions.showStatus, [['Variables', onHold]]);
	if (answer instanceof Failure) return answer;
	const all = readChannels(answer.items);
	if (all instanceof Failure) return all;
	const known = answer.items.filter(({ variable = '' }) => /=[01]$/.test(variable));
	const waiting = known.filter(({ variable }) => variable === `${onHold}=1`);
	const held = new Set(waiting.map(({ linkedid = '' }) => linkedid));
	return { all, held: known.length > 0 ? held : undefined };
}
