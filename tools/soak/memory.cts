import { readFileSync } from 'node:fs';

/** Memory that a process holds now, in MiB; undefined when it is gone. */
export function residentMiB(pid: number | undefined): number | undefined {
	if (pid === undefined) return undefined;
	try {
		const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
		return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1024);
	} catch {
		return undefined;
	}
}
