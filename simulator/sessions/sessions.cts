import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.cts';
import { LockOut } from './lockOut.cts';

export interface Account {
	username: string;
	password: string;
}

export interface Credentials {
	username: string;
	/** MD5 of the password, 32 lower-case hex digits. */
	passwordHash: string;
}

/** Milliseconds that a token lives without being used. */
export const documentedLifetimeMs = 30 * 60 * 1000;

export function md5(text: string): string {
	return createHash('md5').update(text, 'utf8').digest('hex');
}

export function randomToken(): string {
	return randomBytes(16).toString('hex');
}

/** Who is signed in to the API. */
export class Sessions {
	/** Milliseconds; counts from a token's next use. */
	lifetimeMs = documentedLifetimeMs;
	private readonly lockOut: LockOut;
	private expiry = new Map<string, number>();

	constructor(
		private readonly account: Readonly<Account>,
		private readonly clock: Clock,
		private readonly newToken: () => string = randomToken,
	) {
		this.lockOut = new LockOut(clock);
	}

	signIn(
		address: string,
		given: Credentials,
		otherTokens: 'kept' | 'killed',
	): { token: string } | 'wrong' | 'locked' {
		if (this.lockOut.isLocked(address)) return 'locked';
		const { username, password } = this.account;
		if (given.username !== username || given.passwordHash !== md5(password)) {
			this.lockOut.wrong(address);
			return 'wrong';
		}
		this.lockOut.right(address);
		if (otherTokens === 'killed') this.expiry.clear();
		const token = this.newToken();
		this.expiry.set(token, this.clock.now() + this.lifetimeMs);
		return { token };
	}

	/** Using a token starts its thirty minutes again. */
	use(token: string): 'alive' | 'unknown' | 'expired' {
		const until = this.expiry.get(token);
		if (until === undefined) return 'unknown';
		if (this.clock.now() >= until) return 'expired';
		this.expiry.set(token, this.clock.now() + this.lifetimeMs);
		return 'alive';
	}

	/** Looks without using it. */
	isAlive(token: string): boolean {
		return this.clock.now() < (this.expiry.get(token) ?? 0);
	}

	/** Whether it is still kept, alive or not. */
	isKnown(token: string): boolean {
		return this.expiry.has(token);
	}

	signOut(token: string): void {
		this.expiry.delete(token);
	}

	forgetAll(): void {
		this.expiry.clear();
	}

	/** Frees locked addresses, as an administrator does on the PBX's web page. */
	unlockAll(): void {
		this.lockOut.clear();
	}
}
