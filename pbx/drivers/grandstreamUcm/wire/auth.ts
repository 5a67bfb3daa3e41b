import { createHash } from 'crypto';

import type { PbxRequest, Send } from '../../../http/request';
import { text, type Tree } from '../../../http/tree';
import { Failure } from '../../../model/failure';
import type { Authenticator } from '../../driver';
import { actions, request, withCookie, type Action, type ActionFields } from './actions';
import type { DriverConfig } from './config';
import { busyPauseMs, explain, explainSignIn, isSessionRefused, tooFrequent } from './errors';
import { readReply, Refusal } from './reply';

/** A cookie lives 600 s; whether its use extends that is not known, so it is renewed before. */
const cookieLifetimeMs = 540_000;

/** Signing in with a challenge, and the cookie that takes the place of a token. */
export function authenticator(config: DriverConfig): Authenticator {
	return {
		async signIn(send) {
			const asked = { user: config.username, version: '1.0' };
			const challenged = await signInStep(send, actions.challenge, asked, config);
			if (challenged instanceof Failure) return challenged;
			const challenge = text(challenged, 'challenge');
			if (challenge === '') return incomplete('no challenge');
			// The PBX's choice; it accepts nothing stronger.
			const token = createHash('md5')
				.update(`${challenge}${config.password}`, 'utf8')
				.digest('hex');
			const answer = { user: config.username, token };
			const signedIn = await signInStep(send, actions.login, answer, config);
			if (signedIn instanceof Failure) return signedIn;
			const session = text(signedIn, 'cookie');
			if (session === '') return incomplete('no session');
			return { session, lifetimeMs: cookieLifetimeMs };
		},

		sign: (unsigned: PbxRequest, session) => ({
			...unsigned,
			body: unsigned.body === undefined ? undefined : withCookie(unsigned.body, session),
		}),

		refused(_unsigned, reply) {
			// Nearly every reply ends here, unread.
			if (!/"status"\s{0,9}:\s{0,9}"?-[568]\b/.test(reply.body)) return false;
			const answer = readReply(reply);
			return answer instanceof Refusal && isSessionRefused(answer.status);
		},

		busyForMs(reply) {
			if (!/"status"\s{0,9}:\s{0,9}"?-45\b/.test(reply.body)) return undefined;
			const answer = readReply(reply);
			return answer instanceof Refusal && answer.status === tooFrequent ? busyPauseMs : undefined;
		},

		// What every monitoring needs: the API user may lack this very right.
		probe: {
			request: request(actions.bridgedChannels, { item_num: '1', page: '1' }, config),
			failure(reply) {
				const answer = readReply(reply);
				if (answer instanceof Refusal) return explain(answer, actions.bridgedChannels);
				return answer instanceof Failure ? answer : undefined;
			},
		},
	};
}

async function signInStep(
	send: Send,
	action: Action,
	fields: ActionFields,
	config: DriverConfig,
): Promise<Tree | Failure> {
	const reply = await send(request(action, fields, config));
	if (reply instanceof Failure) return reply;
	const answer = readReply(reply);
	return answer instanceof Refusal ? explainSignIn(answer, action) : answer;
}

function incomplete(what: string): Failure {
	return new Failure(
		'invalidReply',
		`The PBX accepted the sign-in but sent ${what}`,
		'Restart the API on the PBX, then try again.',
	);
}
