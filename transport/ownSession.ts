import type { Authenticator, OwnSession } from '../pbx/drivers/driver';
import type { Send } from '../pbx/http/request';
import { Failure } from '../pbx/model/failure';
import { signInSeparately } from '../pbx/session/separateSignIn';
import type { StoredSignIn } from '../pbx/session/signInState';

/**
 * A session for one listener, in memory only. `reread` reads before each sign-in what is stored now:
 * another process may have learnt that the password is refused.
 */
export function ownSession(
	authenticator: Authenticator,
	send: Send,
	reread: () => Promise<StoredSignIn | Failure>,
): OwnSession {
	let session: string | undefined;
	return {
		async signIn() {
			session = undefined;
			const stored = await reread();
			if (stored instanceof Failure) return stored;
			const opened = await signInSeparately(stored, authenticator, send, Date);
			if (opened instanceof Failure) return opened;
			session = opened;
			return 'done';
		},
		async send(request) {
			if (session === undefined) return 'sessionLost';
			const used = session;
			const reply = await send(authenticator.sign(request, used));
			if (reply instanceof Failure || !authenticator.refused(request, reply, used)) return reply;
			if (session === used) session = undefined;
			return 'sessionLost';
		},
	};
}
