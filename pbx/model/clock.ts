/** Time as the PBX logic sees it, injected so that tests decide what time it is. */
export interface Clock {
	/** ms since 1970. */
	now(): number;
	/**
	 * Waits `ms`; ends early, and does not fail, when the execution is cancelled, unless what follows
	 * must be done even then.
	 */
	sleep(ms: number, evenWhenCancelled?: boolean): Promise<void>;
	/** Whether the execution was cancelled: nothing new may be started. */
	cancelled(): boolean;
}
