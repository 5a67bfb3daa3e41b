import type { Authenticator } from '../../driver';
import { Failure } from '../../../model/failure';
import { actions, request } from './actions';
import { explain, explainSignIn } from './errors';
import { readReply, Refusal, sessionOf } from './reply';
import type { DriverConfig } from './config';

/** Signing in, signing and recognising an expired session: a cookie takes the place of a token. */
export function authenticator(settings: DriverConfig): Authenticator {
	return {
		async signIn(send) {
			const login = request(
				actions.login,
				[
					['Username', settings.username],
					['Secret', settings.secret],
					['Events', 'off'],
				],
				settings,
			);
			const reply = await send(login);
			if (reply instanceof Failure) return reply;
			// `Already authenticated` is a success like any other.
			const answer = readReply(reply);
			if (answer instanceof Failure) return answer;
			if (answer instanceof Refusal) return explainSignIn(answer.message);
			return sessionOf(reply) ?? noSession();
		},

		sign: (unsigned, token) => ({
			...unsigned,
			headers: { ...unsigned.headers, Cookie: `mansession_id="${token}"` },
		}),

		// "Permission denied" also means a missing right; a foreign id tells that ours is not known.
		refused(_unsigned, reply, token) {
			if (!reply.body.includes('Permission denied')) return false;
			const given = sessionOf(reply);
			return given !== undefined && given !== token;
		},

		probe: request(actions.ping, [], settings),

		probeFailure(reply) {
			const answer = readReply(reply);
			if (answer instanceof Failure) return answer;
			return answer instanceof Refusal ? explain(answer.message, actions.ping) : undefined;
		},
	};
}

function noSession(): Failure {
	return new Failure(
		'invalidReply',
		'The PBX accepted the sign-in but sent no session cookie',
		'Check that no proxy between n8n and the PBX removes the header Set-Cookie.',
	);
}
