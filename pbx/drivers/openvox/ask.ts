import { Failure } from '../../failure';
import type { Send } from '../../send';
import type { Tree } from '../../tree';
import { formatOf, request, type Endpoint } from './endpoints';
import { readReply, type Refusal } from './reply';
import type { Settings } from './settings';

/** Asks an endpoint: fields in, decoded answer out. */
export type Ask = (
	endpoint: Endpoint,
	fields?: Record<string, string>,
) => Promise<Tree | Refusal | Failure>;

export function asking(send: Send, settings: Settings): Ask {
	return async (endpoint, fields = {}) => {
		const unsigned = request(endpoint, fields, settings);
		if (unsigned instanceof Failure) return unsigned;
		const reply = await send(unsigned);
		if (reply instanceof Failure) return reply;
		return readReply(reply, formatOf(endpoint, settings));
	};
}
