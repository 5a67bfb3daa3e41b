import { Failure } from '../../../../model/failure';
import { actions } from '../../wire/actions';
import type { Ask } from '../../wire/client';
import { Refusal } from '../../wire/reply';

/**
 * Whether a channel waits because another party of its call holds it. Never `CHANNEL(rtp,hold)` here:
 * Status locks each channel, and the SIP thread that would have to read it may be waiting for the same
 * lock; Asterisk then freezes.
 */
const onHold = 'CHANNEL(onhold)';

/** Ids of the calls in which a channel waits; undefined where the PBX does not say. */
export async function callsOnHold(ask: Ask): Promise<ReadonlySet<string> | undefined | Failure> {
	const answer = await ask.raw(actions.showStatus, [['Variables', onHold]]);
	if (answer instanceof Failure) return answer;
	if (answer instanceof Refusal) return undefined;
	const waiting = answer.items.filter(({ variable }) => variable === `${onHold}=1`);
	return new Set(waiting.map(({ linkedid = '' }) => linkedid));
}
