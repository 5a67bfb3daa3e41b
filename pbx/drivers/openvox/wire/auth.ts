import { createHash } from 'crypto';

import type { Authenticator } from '../../driver';
import { Failure } from '../../../model/failure';
import { text } from '../../../http/tree';
import { endpoints, request } from './endpoints';
import { explain, explainSignIn } from './errors';
import { readReply, Refusal } from './reply';
import type { DriverConfig } from './config';

const tokenRefused = ['20004', '20005', '20006'];

/** Signing in, signing and recognising a refused token (manual: Login, Heartbeat, Error codes). */
export function authenticator(settings: DriverConfig): Authenticator {
	return {
		async signIn(send) {
			const login = request(endpoints.login, loginFields(settings), settings);
			const reply = await send(login);
			if (reply instanceof Failure) return reply;
			const answer = readReply(reply);
			if (answer instanceof Failure) return answer;
			if (answer instanceof Refusal) return explainSignIn(answer.errno, settings.variant);
			const session = text(answer, 'token');
			return session === '' ? noToken() : { session };
		},

		sign: (unsigned, session) => ({
			...unsigned,
			query: [['token', session], ...unsigned.query],
		}),

		refused(_unsigned, reply) {
			// Nearly every reply ends here, unread; an extension may have such a number. A refusal is short.
			const start = reply.body.slice(0, 1_000);
			if (!/errno\D{0,20}2000[456]\b/i.test(start)) return false;
			const answer = readReply(reply);
			return answer instanceof Refusal && tokenRefused.includes(answer.errno);
		},

		probe: {
			// JSON whatever the data format: n8n's test rules read only JSON.
			request: {
				path: `${settings.root}/${endpoints.deviceInfo.path}`,
				query: [['type', 'json']],
				headers: { 'Content-Type': 'application/json; charset=utf-8' },
			},
			failure(reply) {
				const answer = readReply(reply);
				if (answer instanceof Refusal) return explain(answer.errno);
				return answer instanceof Failure ? answer : undefined;
			},
		},
	};
}

function loginFields(settings: DriverConfig): Record<string, string> {
	return {
		username: settings.username,
		// The manual's choice; the PBX accepts nothing stronger.
		password: createHash('md5').update(settings.password, 'utf8').digest('hex'),
		port: settings.reportPort,
		// Without it reports repeat a JSON key and lose a party.
		version: '1.0.2',
	};
}

function noToken(): Failure {
	return new Failure(
		'invalidReply',
		'The PBX accepted the sign-in but sent no session',
		'Restart the API on the PBX, then try again.',
	);
}
