/** A call in which something happened, and when that was known to another observer, ms since 1970. */
export interface SeenCall {
	callId: string;
	atMs: number;
}

/** An execution: the call that it is about, and when it began, ms since 1970. */
export interface StartedExecution {
	callId: string;
	startedAtMs: number;
}

export interface Starts {
	/** ms from the event to the start of its execution, in the order of the events; without the lost ones. */
	lag: number[];
	/** Events that started no execution. */
	lost: number;
	/** Executions beyond the first one of an event. */
	repeated: number;
	/** ms from the first event until the last of the executions began; 0 where none did. */
	untilLastMs: number;
}

/** Which execution each event started. Executions of other calls count for nothing. */
export function matchStarts(
	seen: readonly SeenCall[],
	executions: readonly StartedExecution[],
): Starts {
	const firstAtMs = Math.min(...seen.map(({ atMs }) => atMs));
	const starts: Starts = { lag: [], lost: 0, repeated: 0, untilLastMs: 0 };
	for (const { callId, atMs } of seen) {
		const startedAtMs = executions
			.filter((one) => one.callId === callId)
			.map((one) => one.startedAtMs);
		if (startedAtMs.length === 0) {
			starts.lost += 1;
			continue;
		}
		const first = Math.min(...startedAtMs);
		starts.lag.push(first - atMs);
		starts.repeated += startedAtMs.length - 1;
		starts.untilLastMs = Math.max(starts.untilLastMs, first - firstAtMs);
	}
	return starts;
}

/** ms from the first to the last of these. */
export function durationOf(seen: readonly SeenCall[]): number {
	const times = seen.map(({ atMs }) => atMs);
	return times.length === 0 ? 0 : Math.max(...times) - Math.min(...times);
}
