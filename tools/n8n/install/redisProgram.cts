import { join } from 'node:path';
import { cached } from './cached.cts';
import { hasDebianPackages, unpackDebianPackage, unpackedEnvironment } from './debianPackage.cts';
import { onPath } from '../process/command.cts';
import { type Log, withProgress } from '../../log.cts';

/** A Redis that can be started, with the environment that it needs. */
export interface RedisProgram {
	file: string;
	env: NodeJS.ProcessEnv;
}

/** The Redis of this machine, or Debian's, unpacked in the cache folder. */
export async function getRedis(log: Log): Promise<RedisProgram> {
	const found = onPath('redis-server');
	if (found !== undefined) return { file: found, env: process.env };
	if (!hasDebianPackages()) throw new Error(advice);
	const folder = await cached(`redis-${process.platform}-${process.arch}`, log, async (into) => {
		log("Redis is missing: fetching Debian's, once (some seconds, 8 MB on disk) …");
		await withProgress(log, 'fetching Redis', unpackDebianPackage('redis-server', into)).catch(
			(error: unknown) => {
				throw new Error(advice, { cause: error });
			},
		);
	});
	return { file: join(folder, 'usr', 'bin', 'redis-server'), env: unpackedEnvironment(folder) };
}

const advice =
	"n8n's queue mode needs Redis, and none was found. Install it (Debian: apt-get install redis-server; " +
	'the service itself may be switched off).';
