import { Failure } from '../../../model/failure';
import { mayHaveActed } from '../../../model/failures/general';
import type { Send } from '../../../http/request';
import type { Tree } from '../../../http/tree';
import type { DriverConfig } from './config';
import { request, type Endpoint } from './endpoints';
import { explain } from './errors';
import type { About } from './errorTable';
import { readReply, Refusal } from './reply';

/** Asks an endpoint: fields in, decoded answer out. */
export interface Ask {
	/** A refusal comes as the failure that its number means. `about`: what the request names. */
	(endpoint: Endpoint, fields?: Record<string, string>, about?: About): Promise<Tree | Failure>;
	/** For those who read the number of a refusal. */
	raw(endpoint: Endpoint, fields?: Record<string, string>): Promise<Tree | Refusal | Failure>;
}

export function createClient(send: Send, config: DriverConfig): Ask {
	const raw: Ask['raw'] = async (endpoint, fields = {}) => {
		const reply = await send(request(endpoint, fields, config));
		if (reply instanceof Failure) return reply;
		const answer = readReply(reply, endpoint.kept);
		return answer instanceof Failure && endpoint.acts ? mayHaveActed(answer) : answer;
	};
	const ask = async (endpoint: Endpoint, fields?: Record<string, string>, about?: About) => {
		const answer = await raw(endpoint, fields);
		return answer instanceof Refusal ? explain(answer.errno, about) : answer;
	};
	return Object.assign(ask, { raw });
}
