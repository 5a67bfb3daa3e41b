import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../clock.cts';
import { LockOut } from '../../../sessions/lockOut.cts';
import type { Account } from '../../../sessions/sessions.cts';

/** The tokens of one sign-in; lifetimes in milliseconds. */
export interface TokenPair {
	access: string;
	accessLifetimeMs: number;
	refresh: string;
	refreshLifetimeMs: number;
}

interface Slot {
	pair: TokenPair;
	/** Milliseconds since 1970. */
	accessUntil: number;
	refreshUntil: number;
}

const slots = 8;
const documentedAccessLifetimeMs = 30 * 60 * 1000;
const documentedRefreshLifetimeMs = 24 * 60 * 60 * 1000;

/** 32 characters, letters and digits. */
export function randomToken(): string {
	return randomBytes(48).toString('base64').replace(/[+/=]/g, '0').slice(0, 32);
}

/** Who is signed in: at most 8 live access tokens, which expire whether they are used or not. */
export class TokenPairs {
	/** Milliseconds; counts from the next sign-in or refresh. */
	lifetimeMs = documentedAccessLifetimeMs;
	private readonly lockOut: LockOut;
	private signedIn: Slot[] = [];
	/** Until when an access token lives that was refreshed, in milliseconds since 1970. */
	private readonly refreshed = new Map<string, number>();

	constructor(
		private readonly account: Readonly<Account>,
		private readonly clock: Clock,
		private readonly newToken: () => string = randomToken,
	) {
		this.lockOut = new LockOut(clock);
	}

	signIn(
		address: string,
		given: Account,
		otherTokens: 'kept' | 'killed',
	): TokenPair | 'wrong' | 'noSlot' | { blockedForMs: number } {
		const blockedForMs = this.lockOut.remainingMs(address);
		if (blockedForMs > 0) return { blockedForMs };
		const { username, password } = this.account;
		if (given.username !== username || given.password !== password) {
			this.lockOut.wrong(address);
			return 'wrong';
		}
		this.lockOut.right(address);
		if (otherTokens === 'killed') this.forgetAll();
		if (this.takenSlots() >= slots) return 'noSlot';
		return this.newPair();
	}

	/** A new pair for the slot of the old one. */
	refresh(
		token: string,
		rules: { oldAccess: 'kept' | 'killed'; usedRefresh: 'valid' | 'invalid' },
	): TokenPair | 'unknown' {
		const slot = this.signedIn.find(({ pair }) => pair.refresh === token);
		if (!slot || this.clock.now() >= slot.refreshUntil) return 'unknown';
		if (rules.oldAccess === 'kept') this.refreshed.set(slot.pair.access, slot.accessUntil);
		if (rules.usedRefresh === 'invalid') {
			this.signedIn = this.signedIn.filter((each) => each !== slot);
		} else {
			slot.accessUntil = 0;
		}
		return this.newPair();
	}

	isAlive(access: string): boolean {
		const slot = this.signedIn.find(({ pair }) => pair.access === access);
		const until = Math.max(slot?.accessUntil ?? 0, this.refreshed.get(access) ?? 0);
		return this.clock.now() < until;
	}

	signOut(access: string): void {
		this.signedIn = this.signedIn.filter(({ pair }) => pair.access !== access);
		this.refreshed.delete(access);
	}

	takenSlots(): number {
		return this.signedIn.filter(({ accessUntil }) => this.clock.now() < accessUntil).length;
	}

	forgetAll(): void {
		this.signedIn = [];
		this.refreshed.clear();
	}

	/** Frees blocked addresses, as an administrator does on the PBX's web page. */
	unblockAll(): void {
		this.lockOut.clear();
	}

	private newPair(): TokenPair {
		const pair: TokenPair = {
			access: this.newToken(),
			accessLifetimeMs: this.lifetimeMs,
			refresh: this.newToken(),
			refreshLifetimeMs: documentedRefreshLifetimeMs,
		};
		const now = this.clock.now();
		this.signedIn.push({
			pair,
			accessUntil: now + pair.accessLifetimeMs,
			refreshUntil: now + pair.refreshLifetimeMs,
		});
		return pair;
	}
}
