import type { Authenticator } from '../drivers/driver';
import type { Send } from '../http/request';
import type { Clock } from '../model/clock';
import { Failure } from '../model/failure';
import { afterRenewals } from './renewSession';
import { knownSignIn, mustWait, rememberFailure, signInFailure } from './signInMemory';
import type { StoredSignIn } from './signInState';

/**
 * Opens a session beside the shared one, for a caller who keeps it to itself. A refused password counts
 * as one more try, and where trying must wait, this waits too.
 */
export async function signInSeparately(
	stored: StoredSignIn,
	authenticator: Authenticator,
	send: Send,
	clock: Pick<Clock, 'now'>,
): Promise<string | Failure> {
	const { fingerprint } = stored;
	return await afterRenewals(fingerprint, async () => {
		const known = knownSignIn(stored, clock.now());
		if (mustWait(known, clock.now())) return signInFailure(known, clock);
		const signedIn = await authenticator.signIn(send);
		if (!(signedIn instanceof Failure)) return signedIn.session;
		// Anything else says nothing against the shared session.
		const counts = signedIn.kind === 'authenticationFailed' || signedIn.kind === 'lockedOut';
		if (!counts) return signedIn;
		return signInFailure(rememberFailure(signedIn, fingerprint, known, clock), clock);
	});
}
