import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../../folders.cts';
import type { Log } from '../../log.cts';
import { runExclusive } from '../process/mutex.cts';

/**
 * A folder of the cache, made at its first use. It is built under another name and renamed when it
 * is complete: a folder that exists is whole.
 */
export async function cached(
	name: string,
	log: Log,
	build: (folder: string) => Promise<void>,
): Promise<string> {
	const finished = join(cacheFolder(), name);
	if (existsSync(finished)) return finished;
	await runExclusive(join(cacheFolder(), 'turns', name), 30, log, async () => {
		if (existsSync(finished)) return;
		removeUnfinished(name);
		const unfinished = `${finished}${unfinishedMark}${process.pid}`;
		await mkdir(unfinished);
		try {
			await build(unfinished);
			renameSync(unfinished, finished);
		} finally {
			rmSync(unfinished, { recursive: true, force: true });
		}
	});
	return finished;
}

const unfinishedMark = '.unfinished-';

/** Called by the one whose turn it is: what is unfinished now was left by a process that died. */
function removeUnfinished(name: string): void {
	for (const entry of readdirSync(cacheFolder())) {
		if (!entry.startsWith(name + unfinishedMark)) continue;
		rmSync(join(cacheFolder(), entry), { recursive: true, force: true });
	}
}
