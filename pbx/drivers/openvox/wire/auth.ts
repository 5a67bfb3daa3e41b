import { createHash } from 'crypto';

import type { Authenticator } from '../../driver';
import { Failure } from '../../../model/failure';
import type { PbxRequest } from '../../../http/request';
import { text } from '../../../http/tree';
import { endpoints, formatOf, request } from './endpoints';
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
			const answer = readReply(reply, formatOf(endpoints.login, settings));
			if (answer instanceof Failure) return answer;
			if (answer instanceof Refusal) return explainSignIn(answer.errno, settings.variant);
			return text(answer, 'token') || noToken();
		},

		sign: (unsigned, token) => ({ ...unsigned, query: [['token', token], ...unsigned.query] }),

		refused(unsigned, reply) {
			// Nearly every reply ends here, unread; an extension may have such a number.
			if (!/errno\D{0,20}2000[456]\b/i.test(reply.body)) return false;
			const answer = readReply(reply, typeOf(unsigned));
			return answer instanceof Refusal && tokenRefused.includes(answer.errno);
		},

		// JSON whatever the Data Format: n8n's test rules read only JSON.
		probe: {
			path: `${settings.root}/${endpoints.deviceInfo.path}`,
			query: [['type', 'json']],
			headers: { 'Content-Type': 'application/json; charset=utf-8' },
		},

		probeFailure(reply) {
			const answer = readReply(reply, 'json');
			if (answer instanceof Refusal) return explain(answer.errno);
			return answer instanceof Failure ? answer : undefined;
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

function typeOf(unsigned: PbxRequest): 'json' | 'xml' {
	return unsigned.query.some(([name, value]) => name === 'type' && value === 'xml')
		? 'xml'
		: 'json';
}

function noToken(): Failure {
	return new Failure(
		'invalidReply',
		'The PBX accepted the sign-in but sent no session',
		'Restart the API on the PBX, then try again.',
	);
}
