/** Time as the PBX logic sees it, injected so that tests decide what time it is. */
export interface Clock {
	/** ms since 1970. */
	now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
