import { accounts } from '../actions/accounts.cts';
import { bridgedChannels } from '../actions/bridgedChannels.cts';
import { callControl } from '../actions/callControl.cts';
import { monitoring } from '../actions/monitoring.cts';
import { queueAgents } from '../actions/queueAgents.cts';
import { queues } from '../actions/queues.cts';
import { recordings } from '../actions/recordings.cts';
import { records } from '../actions/records.cts';
import { session, signIn } from '../actions/session.cts';
import { system } from '../actions/system.cts';
import { unbridgedChannels } from '../actions/unbridgedChannels.cts';
import type { Action, Actions, ApiCall, UcmPbx } from '../apiCall.cts';
import { refused, type Answer } from './answer.cts';
import type { Fields } from './readRequest.cts';
import { status } from './status.cts';

const guarded: Actions = {
	...session,
	...system,
	...accounts,
	...bridgedChannels,
	...unbridgedChannels,
	...monitoring,
	...callControl,
	...queues,
	...queueAgents,
	...records,
	...recordings,
};

/** A request as it arrived, not yet checked. */
export interface ApiRequest {
	fields: Fields | 'malformed';
	clientAddress: string;
}

function actionOf(actions: Actions, name: string): Action | undefined {
	return Object.hasOwn(actions, name) ? actions[name] : undefined;
}

/** A client's own words for an error are in the reply of a malformed request. */
function malformed(): Answer {
	return refused(status.invalidParameters, { error_msg: 'Invalid parameters!' });
}

function cookieTrouble(cookie: string, { sessions, switches }: UcmPbx): string | undefined {
	if (cookie === '') return switches.missingCookie;
	switch (sessions.use(cookie)) {
		case 'alive':
			return undefined;
		case 'unknown':
			return status.cookieError;
		case 'expired':
			return switches.expiredCookie;
	}
}

function answer(action: Action, call: ApiCall, pbx: UcmPbx): Promise<Answer> {
	const blank = action.required.some((name) => !call.fields.get(name));
	return blank ? Promise.resolve(malformed()) : action.answer(call, pbx);
}

export async function serve({ fields, clientAddress }: ApiRequest, pbx: UcmPbx): Promise<Answer> {
	if (fields === 'malformed') return malformed();
	if (pbx.sessions.isTooFrequent()) return refused(status.tooFrequent);
	const call: ApiCall = { fields, clientAddress };
	const name = fields.get('action') ?? '';
	const open = actionOf(signIn, name);
	if (open) return answer(open, call, pbx);
	const trouble = cookieTrouble(fields.get('cookie') ?? '', pbx);
	if (trouble !== undefined) return refused(trouble);
	const action = actionOf(guarded, name);
	return action ? answer(action, call, pbx) : refused(status.noPermission);
}
