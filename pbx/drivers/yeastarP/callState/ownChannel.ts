import { Failure, type Done } from '../../../model/failure';
import type { Ask } from '../wire/client';
import type { Endpoint } from '../wire/endpoints';
import { findOwnMember, type Stage } from './ownMember';

/** A command that names the extension's own channel, which is looked up just before. */
export function commandOnOwnChannel(
	ask: Ask,
	endpoint: Endpoint,
	stages: readonly Stage[],
): (extension: string) => Promise<Done | Failure> {
	return async (extension) => {
		const found = await findOwnMember(ask, extension, stages);
		if (found instanceof Failure) return found;
		const answer = await ask(endpoint, { channel_id: found.own.channelId }, { extension });
		return answer instanceof Failure ? answer : 'done';
	};
}
