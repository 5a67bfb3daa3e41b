import { Failure } from '../../../model/failure';
import type { Send } from '../../../http/request';
import type { Tree } from '../../../http/tree';
import { formatOf, request, type Endpoint } from './endpoints';
import { readReply, type Refusal } from './reply';
import type { DriverConfig } from './config';

/** Asks an endpoint: fields in, decoded answer out. */
export type Ask = (
	endpoint: Endpoint,
	fields?: Record<string, string>,
) => Promise<Tree | Refusal | Failure>;

export function createClient(send: Send, settings: DriverConfig): Ask {
	return async (endpoint, fields = {}) => {
		const unsigned = request(endpoint, fields, settings);
		if (unsigned instanceof Failure) return unsigned;
		const reply = await send(unsigned);
		if (reply instanceof Failure) return reply;
		return readReply(reply, formatOf(endpoint, settings));
	};
}
