import { setTimeout as wait } from 'node:timers/promises';

/** Read at one moment, in ms: the time that has passed, and for how much of it this process computed. */
export interface Reading {
	wallMs: number;
	cpuMs: number;
}

/** Longest time between two readings while somebody waits, on a machine that is not busy. */
const tickMs = 20;

/**
 * Time in which this process could go on. It stands still while other processes hold the machine, so that
 * a limit does not depend on how busy that is; what the process computes counts, whatever it is.
 */
export class ProcessTime {
	private elapsedMs = 0;
	private last: Reading;

	constructor(private readonly read: () => Reading = readProcess) {
		this.last = read();
	}

	nowMs(): number {
		const { wallMs, cpuMs } = this.read();
		const computedMs = cpuMs - this.last.cpuMs;
		this.elapsedMs += Math.min(wallMs - this.last.wallMs, Math.max(tickMs, computedMs));
		this.last = { wallMs, cpuMs };
		return this.elapsedMs;
	}

	/** What the work gives; undefined where it takes longer than the limit. */
	async within<T>(limitMs: number, work: Promise<T>): Promise<T | undefined> {
		const endMs = this.nowMs() + limitMs;
		for (;;) {
			const first = await Promise.race([work, wait(tickMs, undefined)]);
			if (first !== undefined || this.nowMs() >= endMs) return first;
		}
	}

	/** Waits until something holds, or the limit is over. */
	async until(limitMs: number, holds: () => boolean): Promise<void> {
		const endMs = this.nowMs() + limitMs;
		while (!holds() && this.nowMs() < endMs) await wait(tickMs);
	}
}

function readProcess(): Reading {
	const { user, system } = process.cpuUsage();
	return { wallMs: performance.now(), cpuMs: (user + system) / 1000 };
}
