import type { Clock } from '../../../clock.cts';
import { md5, type Account } from '../../../sessions/sessions.cts';
import type { Switches } from '../switches.cts';
import { Attempts, type Remaining } from './attempts.cts';

/** Milliseconds that a cookie lives. */
export const cookieLifetimeMs = 600_000;

const burstMs = 1_000;
/** The number that `requestRate` names. */
const requestsPerSecond = 20;

export type SignInRefusal =
	| { why: 'unknownUser' | 'tooFrequent' }
	| { why: 'wrong' | 'blocked'; remaining: Remaining };

/** Where challenges and cookies come from. */
export interface Tokens {
	/** 16 digits. */
	challenge(): string;
	cookie(): string;
}

/** Who is signed in to the API. */
export class Sessions {
	/** Milliseconds; counts from the next sign-in. */
	lifetimeMs = cookieLifetimeMs;
	private readonly attempts: Attempts;
	/** Users by the challenge they were given. */
	private challenges = new Map<string, string>();
	private readonly expiry = new Map<string, number>();
	private lastSignIn = Number.NEGATIVE_INFINITY;
	private requestTimes: number[] = [];

	constructor(
		private readonly account: Readonly<Account>,
		private readonly clock: Clock,
		private readonly switches: Readonly<Switches>,
		private readonly tokens: Tokens,
	) {
		this.attempts = new Attempts(clock);
	}

	challenge(address: string, user: string): { challenge: string } | SignInRefusal {
		if (this.attempts.isBlocked(address)) return this.blocked(address);
		const { unknownUser, openChallenges } = this.switches;
		if (user !== this.account.username && unknownUser !== '-37AtLogin') {
			return unknownUser === '-71AtChallenge' ? { why: 'unknownUser' } : this.wrong(address);
		}
		if (openChallenges === 'newestOnly') this.challenges.clear();
		const challenge = this.tokens.challenge();
		this.challenges.set(challenge, user);
		return { challenge };
	}

	/** `token`: MD5 of a challenge followed by the password. A challenge serves once. */
	logIn(address: string, user: string, token: string): { cookie: string } | SignInRefusal {
		if (this.attempts.isBlocked(address)) return this.blocked(address);
		const { loginBurst, secondLogin } = this.switches;
		const now = this.clock.now();
		if (loginBurst === '-45' && now - this.lastSignIn < burstMs) return { why: 'tooFrequent' };
		const { username, password } = this.account;
		const challenge = [...this.challenges].find(
			([text, challenged]) => challenged === user && md5(`${text}${password}`) === token,
		)?.[0];
		if (challenge === undefined || user !== username) return this.wrong(address);
		this.challenges.delete(challenge);
		this.attempts.right(address);
		this.lastSignIn = now;
		if (secondLogin === 'killsFirst') this.expiry.clear();
		const cookie = this.tokens.cookie();
		this.expiry.set(cookie, now + this.lifetimeMs);
		return { cookie };
	}

	use(cookie: string): 'alive' | 'unknown' | 'expired' {
		const until = this.expiry.get(cookie);
		if (until === undefined) return 'unknown';
		const now = this.clock.now();
		if (now >= until) return 'expired';
		if (this.switches.cookieLife === 'prolongedByUse') {
			this.expiry.set(cookie, now + this.lifetimeMs);
		}
		return 'alive';
	}

	/** Notes a request, and says whether there were too many within a second. */
	isTooFrequent(): boolean {
		const now = this.clock.now();
		this.requestTimes = [...this.requestTimes.filter((at) => now - at < 1_000), now];
		if (this.switches.requestRate === 'unlimited') return false;
		return this.requestTimes.length > requestsPerSecond;
	}

	logOut(cookie: string): void {
		this.expiry.delete(cookie);
	}

	forgetAll(): void {
		this.expiry.clear();
		this.challenges.clear();
	}

	/** Takes every address off the blacklist, as an administrator does on the PBX's web page. */
	unblockAll(): void {
		this.attempts.clear();
	}

	private wrong(address: string): SignInRefusal {
		const allowed = Number(this.switches.triesBeforeBlock);
		return { why: 'wrong', remaining: this.attempts.wrong(address, allowed) };
	}

	private blocked(address: string): SignInRefusal {
		return { why: 'blocked', remaining: this.attempts.remainingWhileBlocked(address) };
	}
}
