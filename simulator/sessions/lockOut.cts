import type { Clock } from '../clock.cts';

const allowed = 5;
const duration = 10 * 60 * 1000;

/** Five wrong passwords in a row lock the client's address for ten minutes. */
export class LockOut {
	private wrongInARow = new Map<string, number>();
	private lockedUntil = new Map<string, number>();

	constructor(private readonly clock: Clock) {}

	isLocked(address: string): boolean {
		return this.remainingMs(address) > 0;
	}

	/** Milliseconds until the address is free again. */
	remainingMs(address: string): number {
		return Math.max(0, (this.lockedUntil.get(address) ?? 0) - this.clock.now());
	}

	wrong(address: string): void {
		const count = (this.wrongInARow.get(address) ?? 0) + 1;
		this.wrongInARow.set(address, count % allowed);
		if (count === allowed) this.lockedUntil.set(address, this.clock.now() + duration);
	}

	right(address: string): void {
		this.wrongInARow.delete(address);
	}

	clear(): void {
		this.wrongInARow.clear();
		this.lockedUntil.clear();
	}
}
