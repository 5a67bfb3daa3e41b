import type { Send } from '../../../http/request';
import { text, type Tree } from '../../../http/tree';
import { Failure } from '../../../model/failure';
import type { Authenticator, SignedIn } from '../../driver';
import type { DriverConfig } from './config';
import { endpoints, request, userAgent, type Endpoint, type Fields } from './endpoints';
import { explain, explainSignIn } from './errors';
import { readReply, Refusal } from './reply';

/** What is stored: both tokens in one text. */
interface Tokens {
	accessToken: string;
	/** Empty where the PBX gave none. */
	refreshToken: string;
}

/** The guide's life time of an access token, where a reply names none. */
const usualLifetimeSeconds = 1_800;

/** These say that no sign-in at all is accepted, so that another one would only be counted. */
const finalRefusals = ['70004', '70087', '70123'];

/** Getting, refreshing and sending the access token (guide: Authorization Rule). */
export function authenticator(config: DriverConfig): Authenticator {
	const ask = async (send: Send, endpoint: Endpoint, fields: Fields) => {
		const reply = await send(request(endpoint, fields, config));
		return reply instanceof Failure ? reply : readReply(reply);
	};

	return {
		/** The PBX has room for eight sessions; a refreshed one takes the place of its predecessor. */
		async signIn(send, previous) {
			const { refreshToken } = readTokens(previous);
			if (refreshToken !== '') {
				const fields = { refresh_token: refreshToken };
				const refreshed = await ask(send, endpoints.refreshToken, fields);
				if (!(refreshed instanceof Refusal)) return signedIn(refreshed);
				if (finalRefusals.includes(refreshed.errcode)) return explainSignIn(refreshed);
			}
			const { clientId, clientSecret } = config;
			const fields = { username: clientId, password: clientSecret };
			const answer = await ask(send, endpoints.getToken, fields);
			return answer instanceof Refusal ? explainSignIn(answer) : signedIn(answer);
		},

		sign: (unsigned, session) => ({
			...unsigned,
			query: [['access_token', readTokens(session).accessToken], ...unsigned.query],
			headers: { ...userAgent, ...unsigned.headers },
		}),

		refused(_unsigned, reply) {
			// Nearly every reply ends here, unread.
			if (!/errcode\W{0,20}10004\b/.test(reply.body.slice(0, 4_096))) return false;
			const answer = readReply(reply);
			return answer instanceof Refusal && answer.errcode === '10004';
		},

		probe: {
			request: request(endpoints.information, {}, config),
			failure(reply) {
				const answer = readReply(reply);
				if (answer instanceof Refusal) return explain(answer);
				return answer instanceof Failure ? answer : undefined;
			},
		},
	};
}

function signedIn(answer: Tree | Failure): SignedIn | Failure {
	if (answer instanceof Failure) return answer;
	const accessToken = text(answer, 'access_token');
	if (accessToken === '') return noToken();
	const tokens: Tokens = { accessToken, refreshToken: text(answer, 'refresh_token') };
	const stated = Number(text(answer, 'access_token_expire_time'));
	const seconds = Number.isFinite(stated) && stated > 0 ? stated : usualLifetimeSeconds;
	// Use does not prolong it: it is renewed after 25 of its 30 minutes.
	return { session: JSON.stringify(tokens), lifetimeMs: (seconds * 1_000 * 5) / 6 };
}

function readTokens(session = ''): Tokens {
	const none: Tokens = { accessToken: '', refreshToken: '' };
	try {
		const stored: unknown = JSON.parse(session);
		if (typeof stored !== 'object' || stored === null) return none;
		const { accessToken, refreshToken }: Readonly<Record<string, unknown>> = { ...stored };
		return {
			accessToken: typeof accessToken === 'string' ? accessToken : '',
			refreshToken: typeof refreshToken === 'string' ? refreshToken : '',
		};
	} catch {
		return none;
	}
}

function noToken(): Failure {
	return new Failure(
		'invalidReply',
		'The PBX accepted the sign-in but sent no session',
		'Turn its API off and on again, then try again.',
	);
}
