import { Failure } from '../../../model/failure';
import { mayHaveActed } from '../../../model/failures/general';
import type { PbxRequest, Send } from '../../../http/request';
import { actions, isCommand, request, type Action, type ActionFields } from './actions';
import type { DriverConfig } from './config';
import { explain, lacksRight } from './errors';
import { readReply, Refusal, type Answer } from './reply';

/** How a request differs from the usual one. */
export type RequestOptions = Pick<PbxRequest, 'timeoutMs' | 'sendEvenWhenCancelled'>;

/** Asks for an action: fields in, decoded answer out. */
export interface Ask {
	/** A refusal comes as the failure that it means. `extension`: whose call the action is about. */
	(action: Action, fields?: ActionFields, extension?: string): Promise<Answer | Failure>;
	/** For those who read the sentence of a refusal. */
	raw(
		action: Action,
		fields?: ActionFields,
		options?: RequestOptions,
	): Promise<Answer | Refusal | Failure>;
}

/** `keepSession`: a missing right is no reason to end the session. */
export function createClient(send: Send, config: DriverConfig, { keepSession = false } = {}): Ask {
	const exchange: Ask['raw'] = async (action, fields = [], options = {}) => {
		const reply = await send({ ...request(action, fields, config), ...options });
		if (reply instanceof Failure) return reply;
		const answer = readReply(reply, action.rowFields);
		return answer instanceof Failure && isCommand(action) ? mayHaveActed(answer) : answer;
	};
	let loggedOff = keepSession;
	const raw: Ask['raw'] = async (action, fields, options) => {
		const answer = await exchange(action, fields, options);
		if (answer instanceof Refusal && lacksRight(answer.message) && !loggedOff) {
			// A session keeps the rights it began with; the next one has those granted since.
			loggedOff = true;
			await exchange(actions.logoff);
		}
		return answer;
	};
	const ask = async (action: Action, fields?: ActionFields, extension?: string) => {
		const answer = await raw(action, fields);
		return answer instanceof Refusal ? explain(answer.message, action, extension) : answer;
	};
	return Object.assign(ask, { raw });
}
