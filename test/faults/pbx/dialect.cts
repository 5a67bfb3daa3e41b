import type { Reply, Request } from './http.cts';

export type DialectName = 'JSON' | 'XML' | 'AMI' | 'P-Series' | 'UCM';

/**
 * What a request asks of the PBX. Nothing is done before `act` is called. No fault hits a challenge, which only
 * prepares the sign-in.
 */
export interface Asked {
	role: 'challenge' | 'signIn' | 'order' | 'query';
	/** What an order does and to whom, such as `whisper 101 106`. */
	label: string;
	/** Carries it out and says so; an order that did something is counted. */
	act(): Reply;
	/** Says that the session is not known, without doing anything. */
	refuseSession(): Reply;
}

/** The starting state of the PBX that an operation needs. */
export type Scene = 'call' | 'monitored';

/** One wire dialect, and the phones behind it. */
export interface Dialect {
	/** What the credential holds besides the address. */
	credential(): Record<string, string>;
	read(request: Request): Asked;
	/** The state of the start; sessions stay. */
	reset(): void;
	/** Every session is unknown from now on. */
	dropSessions(): void;
	/** Sessions and our own calls are gone; what was counted stays. */
	restart(): void;
	/** Orders that were carried out, with how often. */
	orders: ReadonlyMap<string, number>;
	signIns: number;
	/** What the sign-in answers, where it is refused. */
	signInRefusal(why: 'wrongPassword' | 'lockedOut'): Reply;
	/** A whole reply that refuses, with a word for the error that no table has. */
	refusal(word: string): Reply;
	/** A whole and valid reply that carries these fields beside its own. */
	withFields(reply: Reply, names: readonly string[]): Reply;
	/** The same reply as a PBX would write it in another format. */
	inOtherFormat(reply: Reply): Reply;
	/** Elements within elements. */
	nested(depth: number): string;
	/** A body that costs a reader the square of its length if it looks at it more than once. */
	quadratic(): string;
	/** Phones that still ring or listen because of an order of ours. */
	ownLegs(): string[];
	/** What must never leave: passwords, their hashes, sessions, PINs. */
	secrets(): string[];
}

/** Counts what was done. */
export class OrderBook {
	readonly counts = new Map<string, number>();

	add(label: string): void {
		this.counts.set(label, (this.counts.get(label) ?? 0) + 1);
	}
}
