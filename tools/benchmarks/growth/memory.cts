import { readFileSync, writeFileSync } from 'node:fs';

/** The physical memory (RSS) of a process, as Linux counts it. */
export class Memory {
	private readonly status: string;

	constructor(private readonly pid: number) {
		if (process.platform !== 'linux')
			throw new Error('The memory of a process is read from /proc: run this part on Linux.');
		this.status = `/proc/${pid}/status`;
	}

	/** Bytes at this moment. */
	now(): number {
		return this.read('VmRSS');
	}

	/** Bytes at the worst moment since the start or `forgetPeak`. */
	peak(): number {
		return this.read('VmHWM');
	}

	forgetPeak(): void {
		writeFileSync(`/proc/${this.pid}/clear_refs`, '5');
	}

	private read(field: string): number {
		const kibibytes = new RegExp(`^${field}:\\s*(\\d+) kB$`, 'm').exec(
			readFileSync(this.status, 'utf8'),
		)?.[1];
		if (kibibytes === undefined) throw new Error(`${this.status} lacks ${field}.`);
		return Number(kibibytes) * 1024;
	}
}
