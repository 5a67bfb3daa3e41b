import { readFileSync, rmSync, writeFileSync } from 'node:fs';

import { until } from '../until.cts';

/** Runs `work` while no other process does the same under this lock file. */
export async function locked<T>(file: string, patience: number, work: () => T): Promise<T> {
	await until(`the lock ${file}; another run is installing`, patience, () => take(file));
	try {
		return work();
	} finally {
		rmSync(file, { force: true });
	}
}

function take(file: string): true | undefined {
	try {
		writeFileSync(file, String(process.pid), { flag: 'wx' });
		return true;
	} catch {
		dropIfOrphaned(file);
		return undefined;
	}
}

function dropIfOrphaned(file: string): void {
	const owner = ownerOf(file);
	if (owner !== undefined && !alive(owner)) rmSync(file, { force: true });
}

function ownerOf(file: string): number | undefined {
	try {
		const pid = Number(readFileSync(file, 'utf8'));
		return pid > 0 ? pid : undefined;
	} catch {
		return undefined;
	}
}

function alive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
