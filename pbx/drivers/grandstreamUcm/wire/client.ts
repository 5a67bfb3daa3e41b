import type { PbxReply, PbxRequest, Send } from '../../../http/request';
import type { Tree } from '../../../http/tree';
import { Failure } from '../../../model/failure';
import { mayHaveActed } from '../../../model/failures/general';
import { request, type Action, type ActionFields } from './actions';
import type { DriverConfig } from './config';
import { explain, type About } from './errors';
import { readReply, Refusal } from './reply';

/** Asks for an action: fields in, decoded answer out. */
export interface Ask {
	/** A refusal comes as the failure that its status means. `about`: what the request names. */
	(action: Action, fields?: ActionFields, about?: About): Promise<Tree | Failure>;
	/** For those who read the status of a refusal. */
	raw(action: Action, fields?: ActionFields): Promise<Tree | Refusal | Failure>;
	/** The undecoded reply, for a file. */
	file(action: Action, fields: ActionFields): Promise<PbxReply | Failure>;
}

export function createClient(send: Send, config: DriverConfig): Ask {
	const raw: Ask['raw'] = async (action, fields = {}) => {
		const reply = await send(request(action, fields, config));
		if (reply instanceof Failure) return reply;
		const answer = readReply(reply);
		return answer instanceof Failure && action.acts ? mayHaveActed(answer) : answer;
	};
	const ask = async (action: Action, fields?: ActionFields, about?: About) => {
		const answer = await raw(action, fields);
		return answer instanceof Refusal ? explain(answer, action, about) : answer;
	};
	const file: Ask['file'] = async (action, fields) => {
		const binary: PbxRequest = { ...request(action, fields, config), binary: true };
		return await send(binary);
	};
	return Object.assign(ask, { raw, file });
}
