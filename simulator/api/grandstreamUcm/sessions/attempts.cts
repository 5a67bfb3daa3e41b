import type { Clock } from '../../../clock.cts';

/** Milliseconds that a blocked address waits. Assumed: no page says how long. */
export const blockMs = 10 * 60 * 1000;

export interface Remaining {
	/** Tries before the address is blocked. */
	tries: number;
	/** Seconds until it may try again; 0 when it may now. */
	seconds: number;
}

/** Wrong passwords by address, and the addresses that are blocked for them. */
export class Attempts {
	private readonly wrongInARow = new Map<string, number>();
	private readonly blockedUntil = new Map<string, number>();

	constructor(private readonly clock: Clock) {}

	isBlocked(address: string): boolean {
		return this.clock.now() < (this.blockedUntil.get(address) ?? 0);
	}

	wrong(address: string, allowed: number): Remaining {
		const count = (this.wrongInARow.get(address) ?? 0) + 1;
		if (count < allowed) {
			this.wrongInARow.set(address, count);
			return { tries: allowed - count, seconds: 0 };
		}
		this.wrongInARow.delete(address);
		this.blockedUntil.set(address, this.clock.now() + blockMs);
		return this.remainingWhileBlocked(address);
	}

	right(address: string): void {
		this.wrongInARow.delete(address);
	}

	remainingWhileBlocked(address: string): Remaining {
		const until = this.blockedUntil.get(address) ?? 0;
		return { tries: 0, seconds: Math.max(0, Math.ceil((until - this.clock.now()) / 1000)) };
	}

	clear(): void {
		this.wrongInARow.clear();
		this.blockedUntil.clear();
	}
}
