/** The simulator's only source of time. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
}

/** Shows `source`'s time plus what it was advanced by. */
export class AdvanceableClock implements Clock {
	private advancedBy = 0;

	constructor(private readonly source: () => number) {}

	now(): number {
		return this.source() + this.advancedBy;
	}

	advance(milliseconds: number): void {
		this.advancedBy += milliseconds;
	}
}

/** A clock that stands still between two calls of `advance`. */
export function standingClock(at: Date): AdvanceableClock {
	return new AdvanceableClock(() => at.getTime());
}

/** A clock that runs with the machine's. */
export function runningClock(): AdvanceableClock {
	return new AdvanceableClock(() => Date.now());
}
