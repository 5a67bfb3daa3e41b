import type { Send } from '../../../http/request';
import type { Tree } from '../../../http/tree';
import { Failure } from '../../../model/failure';
import { mayHaveActed } from '../../../model/failures/general';
import type { DriverConfig } from './config';
import { request, type Endpoint, type Fields } from './endpoints';
import { explain, type About } from './errors';
import { readReply, Refusal } from './reply';

/** Asks an endpoint: fields in, decoded answer out. */
export interface Ask {
	/** A refusal comes as the failure that it means. `about`: what the request names. */
	(endpoint: Endpoint, fields?: Fields, about?: About): Promise<Tree | Failure>;
	/** For those who read the number of a refusal. */
	raw(endpoint: Endpoint, fields?: Fields): Promise<Tree | Refusal | Failure>;
}

export function createClient(send: Send, config: DriverConfig): Ask {
	const raw: Ask['raw'] = async (endpoint, fields = {}) => {
		const reply = await send(request(endpoint, fields, config));
		const answer = reply instanceof Failure ? reply : readReply(reply);
		if (!(answer instanceof Failure)) return answer;
		if (!endpoint.acts) return changedNothing(answer);
		return reply instanceof Failure ? reply : mayHaveActed(answer);
	};
	const ask = async (endpoint: Endpoint, fields?: Fields, about?: About) => {
		const answer = await raw(endpoint, fields);
		return answer instanceof Refusal ? explain(answer, about) : answer;
	};
	return Object.assign(ask, { raw });
}

/** A query without a reply: nothing can have been carried out, not even before a command that needs it. */
export function changedNothing(failure: Failure): Failure {
	if (failure.kind !== 'outcomeUnknown') return failure;
	const { message, remedy, pbxCode, input } = failure;
	const rest = remedy.replace(/(The PBX|It) may have acted: check before retrying\. ?/, '').trim();
	return new Failure('unreachable', message, rest || 'Try again.', pbxCode, input);
}
