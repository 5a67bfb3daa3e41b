import { Failure } from '../../../model/failure';
import type { PbxRequest, Send } from '../../../http/request';
import { actions, request, type Action, type ActionFields } from './actions';
import { readReply, Refusal, type Answer } from './reply';
import { lacksRight } from './errors';
import type { DriverConfig } from './config';

/** How a request differs from the usual one. */
export type Sending = Pick<PbxRequest, 'timeoutMs' | 'sendEvenWhenCancelled'>;

/** Asks for an action: fields in, decoded answer out. */
export type Ask = (
	action: Action,
	fields?: ActionFields,
	sending?: Sending,
) => Promise<Answer | Refusal | Failure>;

export function createClient(send: Send, settings: DriverConfig): Ask {
	const ask: Ask = async (action, fields = [], sending = {}) => {
		const unsigned = request(action, fields, settings);
		if (unsigned instanceof Failure) return unsigned;
		const reply = await send({ ...unsigned, ...sending });
		return reply instanceof Failure ? reply : readReply(reply);
	};
	let loggedOff = false;
	return async (action, fields, sending) => {
		const answer = await ask(action, fields, sending);
		if (answer instanceof Refusal && lacksRight(answer.message) && !loggedOff) {
			// A session keeps the rights it began with; the next one has those granted since.
			loggedOff = true;
			await ask(actions.logoff);
		}
		return answer;
	};
}
